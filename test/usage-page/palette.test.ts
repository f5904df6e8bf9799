import { createDarkTheme, createLightTheme } from "@fluentui/react-components";
import { colourOf, palette } from "../../src/usage-page/palette";

/** WCAG 2.2 "relative luminance" of `#rrggbb`. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((first, second) => second - first);
  return (high + 0.05) / (low + 0.05);
}

const shades = Object.fromEntries(
  Array.from({ length: 16 }, (_, index) => [(index + 1) * 10, "#107c41"]),
) as unknown as Parameters<typeof createLightTheme>[0];
const grounds = {
  light: createLightTheme(shades).colorNeutralBackground1,
  dark: createDarkTheme(shades).colorNeutralBackground1,
};

describe.each(["light", "dark"] as const)("the colours of the %s chart", (look) => {
  it("stand out from the ground by 3 to 1 and are nine different ones", () => {
    expect(new Set(palette[look]).size).toBe(9);
    for (const colour of palette[look]) {
      expect([colour, contrast(colour, grounds[look]) >= 3]).toEqual([colour, true]);
      expect([colour, contrast(colour, look === "light" ? "#ffffff" : "#000000") >= 3]).toEqual([colour, true]);
    }
  });

  it("never run out", () => {
    expect(colourOf(look, 50)).toBe(palette[look].at(-1));
  });
});
