import type { Answer } from "../../core/answer";
import { dayOf } from "../../core/cell-date";
import { type CellValue, valueError } from "../../core/cell-value";
import type { Enricher, Lookup } from "../../core/enricher";
import { resolveFields, sectionsOfPaths } from "../../core/field-path";
import { parseIdentifier, type ParsedIdentifier } from "../../core/identifier";
import { type FormulaOptions, parseOptions } from "../../core/options";
import { remembered } from "../../core/remembered";
import { answerCell, seen } from "./answer-cell";
import { type CellMatrix, matrixOf, textOf } from "./cell-matrix";
import { fieldTable } from "./field-table";
import { type Column, headerColumns, headerOf, pathsOf } from "./header-columns";
import { lookupFor } from "./lookup-for";
import { following, type Soon, together } from "./soon";

/** How Excel called, as opposed to with what. */
export interface FormulaCall {
  readonly signal?: AbortSignal;
  /** Excel only previews a formula being written: answered from what is kept, never asked. Default false. */
  readonly isPreview?: boolean;
}

/**
 * The custom functions as matrices of cells. What memory knows is answered at once; what has to be waited for settles, and
 * rejects only with `signal.reason`.
 */
export interface Formulas {
  person(identifiers: unknown, field: unknown, options: unknown, call?: FormulaCall): Soon<CellMatrix>;
  people(identifiers: unknown, fields: unknown, options: unknown, call?: FormulaCall): Soon<CellMatrix>;
  /** One row for each item of a list of one person. */
  list(identifier: unknown, path: unknown, options: unknown, call?: FormulaCall): Promise<CellMatrix>;
  /** The catalogue, or what of it contains every word of `search`. */
  fields(search: unknown): Promise<CellMatrix>;
  /** The most that asking for these fields of these people could cost now. Asks nobody. */
  cost(identifiers: unknown, fields: unknown): Promise<CellMatrix>;
  /** When what is kept of these people was fetched; empty where nothing is. Asks nobody. */
  asOf(identifiers: unknown): Soon<CellMatrix>;
}

/** What a formula wants of each person, or a sentence on why that cannot be told. */
type Wish =
  | {
      readonly ok: true;
      readonly columns: readonly Column[];
      readonly sections: readonly string[];
      readonly options: FormulaOptions;
    }
  | { readonly ok: false; readonly problem: string };
type Wanted = Wish & { readonly ok: true };
type Row = readonly CellValue[];

const previewText = "(not asked in a preview)";
/** A sheet of 10,000 people is read once, however often it is calculated. */
const rememberedIdentifiers = 20_000;
const rememberedWishes = 100;

const loadList = () => import(/* webpackChunkName: "list" */ "./plan-list");

/** Formulas over one way of asking. */
export function createFormulas({ enricher }: { readonly enricher: Enricher }): Formulas {
  const identifierIn = remembered(rememberedIdentifiers, parseIdentifier);
  const wishIn = remembered(rememberedWishes, (field) =>
    remembered(rememberedWishes, (options) => readWish(resolveFields(field), options)),
  );

  function readIdentifier(value: unknown): ParsedIdentifier {
    return typeof value === "string" ? identifierIn(value) : parseIdentifier(value);
  }

  /** A filled column writes one field, and the same options, thousands of times. */
  function wishFor(field: unknown, options: unknown): Wish {
    const [fieldText, optionsText] = [textOf(field), textOf(options)];
    if (fieldText === undefined || optionsText === undefined) return readWish(resolveFields(field), options);
    return wishIn(fieldText)(optionsText);
  }

  async function answerTo(lookup: Lookup, { signal, isPreview = false }: FormulaCall): Promise<Answer | undefined> {
    if (isPreview) return enricher.kept(lookup);
    const outcome = await enricher.ask(lookup, { priority: "formula", ...(signal === undefined ? {} : { signal }) });
    return outcome.answer;
  }

  function rowFor(value: unknown, wish: Wanted, call: FormulaCall): Soon<Row> {
    const { columns } = wish;
    const person = readIdentifier(value);
    if (person.status === "blank") return columns.map(() => "");
    if (person.status === "invalid") return columns.map(({ ok }) => (ok === "blank" ? "" : valueError(person.reason)));
    if (!columns.some(({ ok }) => ok === true)) return rowOf(wish, undefined);
    const lookup = lookupFor(person.identifier, wish);
    return following(enricher.peek(lookup) ?? answerTo(lookup, call), (answer) => rowOf(wish, answer));
  }

  function table(identifiers: unknown, wish: Wish, call: FormulaCall): Soon<CellMatrix> {
    if (!wish.ok) return [[valueError(wish.problem)]];
    const rows = matrixOf(identifiers);
    const { columns, options } = wish;
    const shapeOfInput = columns.length === 1 && options.headers !== true;
    if (shapeOfInput) return eachCell(rows, (value) => following(rowFor(value, wish, call), firstCell));
    const found = together(rows.flat().map((value) => rowFor(value, wish, call)));
    return options.headers === true ? following(found, (below) => [columns.map(headerOf), ...below]) : found;
  }

  return {
    person: (identifiers, field, options, call = {}) => table(identifiers, wishFor(field, options), call),
    people: (identifiers, fields, options, call = {}) =>
      table(identifiers, readWish(headerColumns(fields), options), call),
    async list(identifier, path, options, call = {}) {
      const { planList } = await loadList();
      const plan = planList(identifier, path, options);
      if ("cells" in plan) return plan.cells;
      const answer = await answerTo(plan.lookup, call);
      return answer === undefined ? [[previewText]] : plan.rows(answer);
    },
    fields: (search) => fieldTable(search),
    async cost(identifiers, fields) {
      const columns = headerColumns(fields);
      const wrong = columns.find((column) => column.ok === false);
      if (wrong !== undefined) return [[valueError(wrong.problem)]];
      const sections = sectionsOfPaths(pathsOf(columns));
      const people = matrixOf(identifiers).flat().map(readIdentifier);
      const lookups = people.flatMap((person) =>
        person.status === "identifier" ? [{ identifier: person.identifier, sections }] : [],
      );
      return [[(await enricher.quote(lookups)).mostCredits]];
    },
    asOf: (identifiers) =>
      eachCell(matrixOf(identifiers), (value) => {
        const person = readIdentifier(value);
        if (person.status === "blank") return "";
        if (person.status === "invalid") return valueError(person.reason);
        const lookup = { ...anyAnswer, identifier: person.identifier };
        return following(enricher.peek(lookup) ?? enricher.kept(lookup), (kept) => (kept && dayOf(kept.asOf)) ?? "");
      }),
  };
}

/** Covered by whatever is kept, however narrowly it was asked for. */
const anyAnswer = { sections: [], options: { minScore: 1 } };

function readWish(columns: readonly Column[], written: unknown): Wish {
  const parsed = parseOptions(written);
  if (!parsed.ok) return parsed;
  return { ok: true, columns, options: parsed.options, sections: sectionsOfPaths(pathsOf(columns)) };
}

/** What a formula shows of an answer; without one, that a preview does not ask. */
function rowOf({ columns, options }: Wanted, answer: Answer | undefined): Row {
  const view = answer && seen(answer, options);
  return columns.map((column): CellValue => {
    if (column.ok === "blank") return "";
    if (!column.ok) return valueError(column.problem);
    return view === undefined ? previewText : answerCell(column.path, view);
  });
}

function firstCell(row: Row): CellValue {
  return row[0] ?? "";
}

function eachCell(
  rows: readonly (readonly unknown[])[],
  cellFor: (value: unknown) => Soon<CellValue>,
): Soon<CellMatrix> {
  return together(rows.map((row) => together(row.map(cellFor))));
}
