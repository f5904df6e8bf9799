/** What Freeze keeps of a block, so that Thaw can undo it: one formula, relative to each of its cells, or one spill. */
export interface FrozenBlock {
  readonly kind: "filled" | "spill";
  /** In R1C1, so that it holds wherever the block has moved. */
  readonly formula: string;
  /** Number formats from before: one for all cells, or one for each cell of the block, row by row. */
  readonly formats: string | readonly (readonly string[])[];
  /** Of what was written, together with whom the formula names: of each cell, or of the whole spill. */
  readonly prints: readonly string[];
  /** How many of a filled block's cells were empty. */
  readonly empty: number;
}

export function writeFrozen({ kind, formula, formats, prints, empty }: FrozenBlock): string {
  return JSON.stringify({ version: 1, kind, formula, formats, prints: [...new Set(prints)].join(" "), empty });
}

/** What `writeFrozen` wrote; `undefined` for anything else that a workbook may hold under such a name. */
export function readFrozen(text: string): FrozenBlock | undefined {
  const json = parse(text);
  if (!isRecord(json) || json["version"] !== 1) return undefined;
  const { kind, formula, formats, prints, empty } = json;
  if (kind !== "filled" && kind !== "spill") return undefined;
  if (typeof formula !== "string" || !formula.startsWith("=")) return undefined;
  if (typeof prints !== "string" || typeof empty !== "number") return undefined;
  if (typeof formats !== "string" && !isTexts(formats)) return undefined;
  return { kind, formula, formats, prints: prints.split(" "), empty };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly (readonly string[])[] {
  return (
    Array.isArray(value) &&
    value.every((row) => Array.isArray(row) && row.every((item: unknown) => typeof item === "string"))
  );
}
