import type { Block } from "../ranges/address";
import { blockOf } from "./formula-blocks";

/** The selected blocks of the active sheet. */
export async function selectedAreas(context: Excel.RequestContext): Promise<readonly Block[]> {
  const { areas } = context.workbook.getSelectedRanges();
  areas.load({ rowIndex: true, columnIndex: true, rowCount: true, columnCount: true });
  await context.sync();
  return areas.items.map(blockOf);
}
