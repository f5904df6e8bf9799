import type { Enricher } from "../../core/enricher";
import type { Block } from "../ranges/address";
import { askingCells } from "../recalculate/asking-cells";

/**
 * Which of these blocks show `#N/A` for good: everybody their formulas name has an answer, and of a single cell nobody was
 * found, or wants to be shown.
 */
export async function answeredCells(
  context: Excel.RequestContext,
  blocks: readonly Block[],
  enricher: Pick<Enricher, "kept">,
): Promise<(block: Block) => boolean> {
  if (blocks.length === 0) return () => false;
  const places = new Map(blocks.map((block) => [`${block.row} ${block.column}`, block]));
  const answered = new Set<Block>();
  for (const { row, column, calls } of await askingCells(context, "sheet")) {
    const block = places.get(`${row} ${column}`);
    if (block === undefined || calls.some(({ lookups }) => lookups === undefined)) continue;
    const lookups = calls.flatMap(({ lookups: of = [] }) => of);
    const kept = await Promise.all(lookups.map((lookup) => enricher.kept(lookup)));
    const isTable = block.rowCount * block.columnCount > 1;
    const isFinal = kept.every((answer) => answer !== undefined && (isTable || answer.status !== "matched"));
    if (kept.length > 0 && isFinal) answered.add(block);
  }
  return (block) => answered.has(block);
}
