import type { Answer } from "../../core/answer";
import { dayOf } from "../../core/cell-date";
import { type CellValue, valueError } from "../../core/cell-value";
import type { Enricher, Lookup } from "../../core/enricher";
import { resolveFields, sectionsOfPaths } from "../../core/field-path";
import { parseIdentifier } from "../../core/identifier";
import { type FormulaOptions, parseOptions } from "../../core/options";
import { answerCell, seen } from "./answer-cell";
import { type CellMatrix, matrixOf } from "./cell-matrix";
import { fieldTable } from "./field-table";
import { type Column, headerColumns, headerOf, pathsOf } from "./header-columns";
import { lookupFor } from "./lookup-for";

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
  /** One row for each item of a list of one person. */
  list(identifier: unknown, path: unknown, options: unknown, call?: FormulaCall): Promise<CellMatrix>;
  /** The catalogue, or what of it contains every word of `search`. */
  fields(search: unknown): Promise<CellMatrix>;
  /** The most that asking for these fields of these people could cost now. Asks nobody. */
  cost(identifiers: unknown, fields: unknown): Promise<CellMatrix>;
  /** When what is kept of these people was fetched; empty where nothing is. Asks nobody. */
  asOf(identifiers: unknown): Promise<CellMatrix>;
}

interface Wish {
  readonly columns: readonly Column[];
  readonly sections: readonly string[];
  readonly options: FormulaOptions;
}

const previewText = "(not asked in a preview)";
const rememberedWishes = 200;

const loadList = () => import(/* webpackChunkName: "list" */ "./plan-list");

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
    const view = answer && seen(answer, options);
    return columns.map((column): CellValue => {
      if (column.ok === "blank") return "";
      if (!column.ok) return valueError(column.problem);
      return view === undefined ? previewText : answerCell(column.path, view);
    });
  }

  async function table(identifiers: unknown, wish: Wish, call: FormulaCall): Promise<CellMatrix> {
    const rows = matrixOf(identifiers);
    const shapeOfInput = wish.columns.length === 1 && wish.options.headers !== true;
    if (shapeOfInput) return eachCell(rows, async (value) => (await rowFor(value, wish, call))[0] ?? "");
    const found = await Promise.all(rows.flat().map((value) => rowFor(value, wish, call)));
    return wish.options.headers === true ? [wish.columns.map(headerOf), ...found] : found;
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
      return table(identifiers, wishFor(headerColumns(fields), parsed.options), call);
    },
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
      const { sections } = wishFor(columns, {});
      const people = matrixOf(identifiers).flat().map(parseIdentifier);
      const lookups = people.flatMap((person) =>
        person.status === "identifier" ? [{ identifier: person.identifier, sections }] : [],
      );
      return [[(await enricher.quote(lookups)).mostCredits]];
    },
    asOf: (identifiers) =>
      eachCell(matrixOf(identifiers), async (value) => {
        const person = parseIdentifier(value);
        if (person.status === "blank") return "";
        if (person.status === "invalid") return valueError(person.reason);
        const kept = await enricher.kept({ ...anyAnswer, identifier: person.identifier });
        return (kept && dayOf(kept.asOf)) ?? "";
      }),
  };
}

/** Covered by whatever is kept, however narrowly it was asked for. */
const anyAnswer = { sections: [], options: { minScore: 1 } };

function eachCell(
  rows: readonly (readonly unknown[])[],
  cellFor: (value: unknown) => Promise<CellValue>,
): Promise<CellMatrix> {
  return Promise.all(rows.map((row) => Promise.all(row.map(cellFor))));
}

function wishFor(columns: readonly Column[], options: FormulaOptions): Wish {
  return { columns, options, sections: sectionsOfPaths(pathsOf(columns)) };
}
