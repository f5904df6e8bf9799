import type { FilledBlock } from "./filled-blocks";

/** Cells below each other with one formula and one format. */
export interface ColumnRun extends FilledBlock {
  readonly prints: readonly string[];
}

/** Puts single cells together that were filled down, so that one text serves them all. */
export function columnRuns(cells: readonly (FilledBlock & { readonly print: string })[]): readonly ColumnRun[] {
  const groups: (FilledBlock & { readonly print: string })[][] = [];
  for (const cell of [...cells].sort((one, other) => one.column - other.column || one.row - other.row)) {
    const open = groups.at(-1);
    const last = open?.at(-1);
    if (open !== undefined && last !== undefined && continues(last, cell)) open.push(cell);
    else groups.push([cell]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [
      {
        ...first,
        rowCount: group.length,
        values: group.flatMap(({ values }) => values),
        texts: group.flatMap(({ texts }) => texts),
        formats: group.flatMap(({ formats }) => formats),
        prints: group.map(({ print }) => print),
      },
    ];
  });
}

function continues(last: FilledBlock, cell: FilledBlock): boolean {
  return (
    last.column === cell.column &&
    last.row + 1 === cell.row &&
    last.formula === cell.formula &&
    last.formats[0]?.[0] === cell.formats[0]?.[0]
  );
}
