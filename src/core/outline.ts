/** A line of an outline. */
export interface OutlineEntry {
  /** The names that lead to it and its own, with dots between. */
  readonly path: string;
  /** What stands behind the name. */
  readonly text: string;
  /** Outermost first. */
  readonly ancestors: readonly OutlineEntry[];
}

/** Reads lines of a name and a text, each indented by two spaces more than the one it lies in. */
export function readOutline(outline: string): readonly OutlineEntry[] {
  let open: readonly OutlineEntry[] = [];
  return [...outline.matchAll(/^( *)(\S+) (.+)$/gmu)].map(([, indent = "", name = "", text = ""]) => {
    const ancestors = open.slice(0, indent.length / 2);
    const entry = { path: [...ancestors.slice(-1).map(({ path }) => path), name].join("."), text, ancestors };
    open = [...ancestors, entry];
    return entry;
  });
}
