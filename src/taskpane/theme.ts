import { createDarkTheme, createLightTheme, type BrandVariants, type Theme } from "@fluentui/react-components";
import type { Readable } from "../core/readable";
import type { PaneTheme } from "./parts";
import { useReadable } from "./use-readable";

/** Excel's green, so that the pane's one primary button looks at home beside the grid. */
const green: BrandVariants = {
  10: "#031a0d",
  20: "#052914",
  30: "#07391d",
  40: "#094927",
  50: "#0b5a30",
  60: "#0c6335",
  70: "#0e6f3c",
  80: "#107c41",
  90: "#218d51",
  100: "#33a067",
  110: "#4cb17c",
  120: "#66c092",
  130: "#82cfa8",
  140: "#a0ddbe",
  150: "#c0ead5",
  160: "#e3f6ec",
};

const themes: Readonly<Record<PaneTheme, Theme>> = {
  light: createLightTheme(green),
  dark: {
    ...createDarkTheme(green),
    // A step lighter than Fluent takes of these greens: links have to stand out from the ground by 4.5 to 1.
    colorBrandForegroundLink: green[110],
    colorBrandForegroundLinkHover: green[120],
    colorBrandForegroundLinkPressed: green[130],
  },
};

const prefersDark = "(prefers-color-scheme: dark)";

const browserTheme: Readable<PaneTheme> = {
  get: () => (window.matchMedia(prefersDark).matches ? "dark" : "light"),
  subscribe(listener) {
    const query = window.matchMedia(prefersDark);
    query.addEventListener("change", listener);
    return () => query.removeEventListener("change", listener);
  },
};

/** Office's theme where it is known, else what the browser prefers. */
export function usePaneTheme(given: Readable<PaneTheme> | undefined): {
  readonly name: PaneTheme;
  readonly theme: Theme;
} {
  const name = useReadable(given ?? browserTheme);
  return { name, theme: themes[name] };
}
