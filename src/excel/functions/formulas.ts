import type { Answer } from "../../core/answer";
import { type CellValue, valueError } from "../../core/cell-value";
import { plainText } from "../../core/cell-text";
import type { Enricher, Lookup } from "../../core/enricher";
import { type FieldColumn, resolveFields, sectionsOfPaths } from "../../core/field-path";
import { type Identifier, parseIdentifier } from "../../core/identifier";
import { type FormulaOptions, parseOptions } from "../../core/options";
import { answerCell } from "./answer-cell";
import { fieldTable } from "./field-table";

export type CellMatrix = readonly (readonly CellValue[])[];

/** How Excel called, as opposed to with what. */
export interface FormulaCall {
  readonly signal?: AbortSignal;
  /** Excel only previews a formula being written: answered from what is kept, never asked. Default false. */
  readonly isPreview?: boolean;
}

/** The custom functions as matrices of cells. Each settles; rejects only with `signal.reason`. */
export interface Formulas {
  person(identifiers: unknown, field: unknown, options: unknown, call?: FormulaCall): Promise<CellMatrix>;
  people(identifiers: unknown, fields: unknown, options: unknown, call?: FormulaCall): Promise<CellMatrix>;
  /** The catalogue, or what of it contains every word of `search`. */
  fields(search: unknown): Promise<CellMatrix>;
}

/** A column of the result; a blank header keeps its place. */
type Column = FieldColumn | { readonly ok: "blank" };

interface Wish {
  readonly columns: readonly Column[];
  readonly sections: readonly string[];
  readonly options: FormulaOptions;
}

const previewText = "(not asked in a preview)";
/** Longer ranges are whole columns: their empty end is not part of the answer. */
const wholeColumnRows = 10_000;
const rememberedWishes = 200;

/** Formulas over one way of asking. */
export function createFormulas({ enricher }: { readonly enricher: Enricher }): Formulas {
  const wishes = new Map<string, Wish>();

  async function answerTo(lookup: Lookup, { signal, isPreview = false }: FormulaCall): Promise<Answer | undefined> {
    if (isPreview) return enricher.kept(lookup);
    const outcome = await enricher.ask(lookup, { priority: "formula", ...(signal === undefined ? {} : { signal }) });
    return outcome.answer;
  }

  async function rowFor(value: unknown, wish: Wish, call: FormulaCall): Promise<readonly CellValue[]> {
    const { columns, options } = wish;
    const parsed = parseIdentifier(value);
    if (parsed.status === "blank") return columns.map(() => "");
    if (parsed.status === "invalid") return columns.map(({ ok }) => (ok === "blank" ? "" : valueError(parsed.reason)));
    const asks = columns.some(({ ok }) => ok === true);
    const answer = asks ? await answerTo(lookupFor(parsed.identifier, wish), call) : undefined;
    return columns.map((column): CellValue => {
      if (column.ok === "blank") return "";
      if (!column.ok) return valueError(column.problem);
      return answer === undefined ? previewText : answerCell(column.path, answer, options);
    });
  }

  async function table(identifiers: unknown, wish: Wish, call: FormulaCall): Promise<CellMatrix> {
    const rows = usedRows(matrixOf(identifiers));
    const shapeOfInput = wish.columns.length === 1 && wish.options.headers !== true;
    if (shapeOfInput) {
      return Promise.all(
        rows.map((row) => Promise.all(row.map(async (value) => (await rowFor(value, wish, call))[0] ?? ""))),
      );
    }
    const found = await Promise.all(rows.flat().map((value) => rowFor(value, wish, call)));
    return wish.options.headers === true ? [wish.columns.map(headerOf), ...found] : found;
  }

  function wishFor(columns: readonly Column[], options: FormulaOptions): Wish {
    const sections = sectionsOfPaths(columns.flatMap((column) => (column.ok === true ? [column.path] : [])));
    return { columns, options, sections };
  }

  /** A filled column writes one field thousands of times. */
  function wishForText(field: unknown, options: FormulaOptions): Wish {
    if (typeof field !== "string") return wishFor(resolveFields(field), options);
    const known = wishes.get(field) ?? wishFor(resolveFields(field), {});
    if (wishes.size >= rememberedWishes) wishes.clear();
    wishes.set(field, known);
    return { ...known, options };
  }

  return {
    async person(identifiers, field, options, call = {}) {
      const parsed = parseOptions(options);
      if (!parsed.ok) return [[valueError(parsed.problem)]];
      return table(identifiers, wishForText(field, parsed.options), call);
    },
    async people(identifiers, fields, options, call = {}) {
      const parsed = parseOptions(options);
      if (!parsed.ok) return [[valueError(parsed.problem)]];
      return table(identifiers, wishFor(headerColumns(matrixOf(fields).flat()), parsed.options), call);
    },
    fields: (search) => fieldTable(search),
  };
}

/** One column for each header cell, more where it names a section; the name where all are blank. */
function headerColumns(headers: readonly unknown[]): readonly Column[] {
  if (headers.every(isBlank)) return resolveFields(undefined);
  return headers.flatMap((header): readonly Column[] => (isBlank(header) ? [{ ok: "blank" }] : resolveFields(header)));
}

function headerOf(column: Column): string {
  if (column.ok === "blank") return "";
  return column.ok ? column.path.path : column.written;
}

function lookupFor(identifier: Identifier, { sections, options }: Wish): Lookup {
  const asksForScore = identifier.kind === "email" && options.minScore !== undefined;
  return { identifier, sections, ...(asksForScore ? { options: { minScore: options.minScore } } : {}) };
}

function matrixOf(argument: unknown): readonly (readonly unknown[])[] {
  if (!Array.isArray(argument)) return [[argument]];
  const rows: readonly unknown[] = argument;
  return rows.map((row): readonly unknown[] => (Array.isArray(row) ? row : [row]));
}

function usedRows(rows: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] {
  if (rows.length <= wholeColumnRows) return rows;
  const last = rows.findLastIndex((row) => !row.every(isBlank));
  return rows.slice(0, Math.max(1, last + 1));
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === "string" && plainText(value) === "");
}
