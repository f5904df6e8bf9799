/** Nine colours that stand out from the ground by at least 3 to 1; the last is for what is not told apart. */
export const palette: Readonly<Record<"light" | "dark", readonly string[]>> = {
  light: ["#107c41", "#d26a00", "#2b6cb8", "#b0357f", "#0b8c94", "#7a52c7", "#8a7400", "#a3341f", "#767676"],
  dark: ["#4cb17c", "#f2a154", "#6db1f2", "#f08cc3", "#52c7cf", "#b79bf5", "#d6c34d", "#f0836b", "#a3a3a3"],
};

/** The colour of the series at `index` of a chart. */
export function colourOf(theme: "light" | "dark", index: number): string {
  const colours = palette[theme];
  return colours[Math.min(index, colours.length - 1)] ?? "#767676";
}
