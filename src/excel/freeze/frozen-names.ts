import { readFrozen, writeFrozen, type FrozenBlock } from "../../core/formulas/frozen-block";
import { textFormulas, textOfFormulas } from "../../core/formulas/name-texts";
import type { Block } from "../ranges/address";
import { blockOf } from "../recalculate/formula-blocks";

/** A frozen block where it stands now. */
export interface FoundFrozen extends Block {
  readonly sheetId: string;
  readonly sheetName: string;
  readonly isProtected: boolean;
  readonly frozen: FrozenBlock;
  readonly names: readonly Excel.NamedItem[];
}

/** One name refers to the cells, so that Excel moves it with them; further ones hold the text. */
const prefix = "_enrich_frozen_";
const pattern = /^_enrich_frozen_(\d+)(?:_(\d+))?$/iu;

/** Blocks frozen anywhere in the workbook; names whose cells are gone are removed. */
export async function findFrozen(context: Excel.RequestContext): Promise<readonly FoundFrozen[]> {
  const groups = await readNames(context);
  const placed = [...groups.values()].flatMap(({ cells, texts, names }) => {
    const text = textOfFormulas(texts.map(({ formula }) => String(formula)));
    const frozen = text === undefined ? undefined : readFrozen(text);
    if (cells === undefined || frozen === undefined) return [];
    const range = cells.getRangeOrNullObject();
    range.load({ rowIndex: true, columnIndex: true, rowCount: true, columnCount: true });
    return [{ frozen, range, names }];
  });
  await context.sync();
  const found = placed.flatMap(({ frozen, range, names }) => {
    if (range.isNullObject) {
      for (const name of names) name.delete();
      return [];
    }
    const sheet = range.worksheet.load({ id: true, name: true, protection: { protected: true } });
    return [{ ...blockOf(range), sheet, frozen, names }];
  });
  await context.sync();
  return found.map(({ sheet, ...block }) => ({
    ...block,
    ...{ sheetId: sheet.id, sheetName: sheet.name, isProtected: sheet.protection.protected },
  }));
}

/** Keeps what Thaw needs of blocks in hidden names of the workbook. */
export async function keepFrozen(
  context: Excel.RequestContext,
  blocks: readonly { readonly range: Excel.Range; readonly frozen: FrozenBlock }[],
): Promise<void> {
  const taken = await readNames(context);
  let next = Math.max(0, ...taken.keys()) + 1;
  for (const { range, frozen } of blocks) {
    const name = `${prefix}${next++}`;
    const added = [
      context.workbook.names.add(name, range),
      ...textFormulas(writeFrozen(frozen)).map((formula, part) =>
        context.workbook.names.add(`${name}_${part}`, formula),
      ),
    ];
    for (const item of added) item.visible = false;
  }
}

interface NameGroup {
  cells: Excel.NamedItem | undefined;
  /** In their order. */
  readonly texts: Excel.NamedItem[];
  readonly names: Excel.NamedItem[];
}

async function readNames(context: Excel.RequestContext): Promise<ReadonlyMap<number, NameGroup>> {
  const names = context.workbook.names.load({ name: true, formula: true });
  await context.sync();
  const groups = new Map<number, NameGroup>();
  for (const item of names.items) {
    const [, id, part] = pattern.exec(item.name) ?? [];
    if (id === undefined) continue;
    const group = groups.get(Number(id)) ?? { cells: undefined, texts: [], names: [] };
    groups.set(Number(id), group);
    group.names.push(item);
    if (part === undefined) group.cells = item;
    else group.texts[Number(part)] = item;
  }
  return groups;
}
