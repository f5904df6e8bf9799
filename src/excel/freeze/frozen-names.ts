import { followReferences, type FollowedFormula, type SheetCells } from "../../core/formulas/followed-references";
import { readFrozen, writeFrozen, type FrozenBlock } from "../../core/formulas/frozen-block";
import { textFormulas, textOfFormulas } from "../../core/formulas/name-texts";
import type { Block } from "../ranges/address";
import { portionsOf, sendEach } from "../ranges/portions";
import { blockOf } from "../recalculate/formula-blocks";

/** A frozen block where it stands now. */
export interface FoundFrozen extends Block {
  readonly sheetId: string;
  readonly sheetName: string;
  readonly isProtected: boolean;
  readonly frozen: FrozenBlock;
  /** The formula with its people and fields where they stand now. */
  readonly followed: FollowedFormula;
  readonly names: readonly Excel.NamedItem[];
}

/** What is to be kept of a block: its cells, its text, and the cells that its formula refers to. */
export interface KeptBlock {
  readonly range: Excel.Range;
  readonly frozen: FrozenBlock;
  /** In the order of the formula; `undefined` for what cannot be followed. */
  readonly references: readonly (SheetCells | undefined)[];
}

/** One name refers to the cells and one to each block the formula names, so that Excel moves them; others hold the text. */
const prefix = "_enrich_frozen_";
const pattern = /^_enrich_frozen_(\d+)(?:_(r?)(\d+))?$/iu;

/** Blocks frozen anywhere in the workbook; names whose cells are gone are removed. */
export async function findFrozen(context: Excel.RequestContext): Promise<readonly FoundFrozen[]> {
  const groups = await readNames(context);
  const placed = [...groups.values()].flatMap(({ cells, texts, references, names }) => {
    const text = textOfFormulas(texts.map(({ formula }) => String(formula)));
    const frozen = text === undefined ? undefined : readFrozen(text);
    if (cells === undefined || frozen === undefined) return [];
    return [{ frozen, range: placeOf(cells), references: references.map(placeOf), names }];
  });
  await context.sync();
  const found = placed.flatMap(({ frozen, range, references, names }) => {
    if (range.isNullObject) {
      for (const name of names) name.delete();
      return [];
    }
    const sheet = range.worksheet.load({ id: true, name: true, protection: { protected: true } });
    const known = references.map((reference) =>
      reference.isNullObject ? undefined : { ...blockOf(reference), sheet: reference.worksheet.load({ name: true }) },
    );
    return [{ ...blockOf(range), sheet, frozen, known, names }];
  });
  await context.sync();
  return found.map(({ sheet, known, ...block }) => {
    const { frozen, row, column } = block;
    const blocks = known.map((each) => each && { ...each, sheetName: each.sheet.name });
    const rowCount = frozen.kind === "spill" ? 1 : block.rowCount;
    return {
      ...block,
      ...{ sheetId: sheet.id, sheetName: sheet.name, isProtected: sheet.protection.protected },
      followed: followReferences(frozen.formula, blocks, { base: { row, column }, rowCount, sheetName: sheet.name }),
    };
  });
}

function placeOf(name: Excel.NamedItem): Excel.Range {
  return name.getRangeOrNullObject().load({ rowIndex: true, columnIndex: true, rowCount: true, columnCount: true });
}

/** Names go to Excel in requests of about this many characters. */
const charactersPerRequest = 400_000;
/** What a name takes beside its text. */
const charactersPerName = 600;

/** Keeps what Thaw needs of blocks in hidden names of the workbook; they are there when it resolves. */
export async function keepFrozen(context: Excel.RequestContext, blocks: readonly KeptBlock[]): Promise<void> {
  const sheets = context.workbook.worksheets.load({ name: true });
  const taken = await readNames(context);
  const sheetNames = new Set(sheets.items.map(({ name }) => name.toLowerCase()));
  const { names } = context.workbook;
  let next = Math.max(0, ...taken.keys()) + 1;
  const worded = blocks.map((block) => ({ ...block, texts: textFormulas(writeFrozen(block.frozen)) }));
  const sizeOf = ({ texts, references }: (typeof worded)[number]): number =>
    texts.join("").length + (1 + texts.length + references.length) * charactersPerName;
  await sendEach(context, portionsOf(worded, sizeOf, charactersPerRequest), (portion) => portion.forEach(add));

  function add({ range, texts, references }: (typeof worded)[number]): void {
    const name = `${prefix}${next++}`;
    const added = [
      names.add(name, range),
      ...texts.map((formula, part) => names.add(`${name}_${part}`, formula)),
      ...references.flatMap((reference, part) =>
        reference !== undefined && sheetNames.has(reference.sheetName.toLowerCase())
          ? [names.add(`${name}_r${part}`, rangeOf(context, reference))]
          : [],
      ),
    ];
    for (const item of added) item.visible = false;
  }
}

function rangeOf(context: Excel.RequestContext, { sheetName, row, column, rowCount, columnCount }: SheetCells) {
  return context.workbook.worksheets.getItem(sheetName).getRangeByIndexes(row, column, rowCount, columnCount);
}

interface NameGroup {
  cells: Excel.NamedItem | undefined;
  /** In their order. */
  readonly texts: Excel.NamedItem[];
  /** In their order, with gaps. */
  readonly references: Excel.NamedItem[];
  readonly names: Excel.NamedItem[];
}

async function readNames(context: Excel.RequestContext): Promise<ReadonlyMap<number, NameGroup>> {
  const names = context.workbook.names.load({ name: true, formula: true });
  await context.sync();
  const groups = new Map<number, NameGroup>();
  for (const item of names.items) {
    const [, id, kind, part] = pattern.exec(item.name) ?? [];
    if (id === undefined) continue;
    const group = groups.get(Number(id)) ?? { cells: undefined, texts: [], references: [], names: [] };
    groups.set(Number(id), group);
    group.names.push(item);
    if (part === undefined) group.cells = item;
    else if (kind === "") group.texts[Number(part)] = item;
    else group.references[Number(part)] = item;
  }
  return groups;
}
