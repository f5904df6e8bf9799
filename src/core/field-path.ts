import type { Section } from "./answer";
import { type CatalogueField, catalogue, fieldAt, leavesOf, sectionsFor } from "./catalogue";
import { plainText, quoted, readCell } from "./cell-text";
import { nearestPaths } from "./nearest-paths";

/** The n-th item of a list, from 1, or all of them. */
export type ListIndex = number | "*";

/** Paths that read the answer itself rather than the person. */
export const matchPaths = [
  "match.status",
  "match.count",
  "match.confidence_score",
  "match.type",
  "match.on",
  "match.as_of",
] as const;
export type MatchPath = (typeof matchPaths)[number];

/** A leaf of the catalogue, and which items of the lists that lead to it. */
export interface FieldPath {
  readonly kind: "field";
  /** As a header would name it, indexes included. */
  readonly path: string;
  readonly field: CatalogueField;
  /** Which items are wanted, by the path of the list. */
  readonly indexes: ReadonlyMap<string, ListIndex>;
}

/** What a written path names: something of the person, or of the answer. */
export type ResolvedPath = FieldPath | { readonly kind: "match"; readonly path: MatchPath };

/** One column of a result: a path, or a sentence on why what was written names none. */
export type FieldColumn =
  | { readonly ok: true; readonly path: ResolvedPath }
  | { readonly ok: false; readonly written: string; readonly problem: string };

/** More than the catalogue has: somebody named a cell with a long text instead. */
const mostFields = 1_000;
const nameField = "basic_profile.name";

/** The columns that a field argument names: a path, a section, or a list of them; the name where it is blank. */
export function resolveFields(value: unknown): readonly FieldColumn[] {
  const cell = readCell(value);
  if (cell.kind === "other") {
    return [{ ok: false, written: "", problem: `The field is ${cell.words}, not a field path.` }];
  }
  const written = cell.text.split(/[,;\n]/u).map(plainText);
  const named = written.filter((text) => text !== "");
  if (named.length > mostFields) {
    const problem = `The field is a text of ${named.length.toLocaleString("en-US")} parts, not a field path.`;
    return [{ ok: false, written: "", problem }];
  }
  return (named.length === 0 ? [nameField] : named).flatMap(resolveOne);
}

/** What a request must name in `fields` so that these paths can be read. */
export function sectionsOfPaths(paths: readonly ResolvedPath[]): readonly Section[] {
  return sectionsFor(paths.flatMap((path) => (path.kind === "field" ? [path.field.path] : [])));
}

function resolveOne(written: string): readonly FieldColumn[] {
  const reading = readPath(written);
  return reading.ok ? columnsOf(reading.path, reading.indexes) : [{ ok: false, written, problem: reading.problem }];
}

/** What a written path names in full: a path of the catalogue, one that leads to several, or a pseudo-path. */
export type PathReading =
  | { readonly ok: true; readonly path: string; readonly indexes: ReadonlyMap<string, ListIndex> }
  | { readonly ok: false; readonly problem: string };

/** The one path that is meant by what was written, or a sentence on why there is none. */
export function readPath(written: string): PathReading {
  const problem = (text: string): PathReading => ({ ok: false, problem: `${quoted(written)} ${text}` });
  // `experience.*` is how some write a section.
  const parts = written.toLowerCase().replace(/\.\*$/u, "").split(".").map(readSegment);
  if (parts.some((part) => part === undefined)) {
    return problem("is not a field path; [2] names the second of a list, [*] all of it.");
  }
  const segments = parts.filter((part) => part !== undefined);
  if (segments.some(({ index }) => index === 0)) return problem("counts from 1: write [1] for the first.");
  const plain = segments.map(({ name }) => name).join(".");

  const found = pathsMeantBy(plain);
  const [path, ...others] = found;
  if (path === undefined) return { ok: false, problem: unknownField(written, plain) };
  if (others.length > 0) return problem(`could be ${oneOf(found)}: write more of the path.`);
  const indexes = placeIndexes(path, segments);
  return indexes === undefined ? problem(`has an index where ${path} has no list.`) : { ok: true, path, indexes };
}

interface PathSegment {
  readonly name: string;
  readonly index: ListIndex | undefined;
}

/** Spaces and hyphens stand for the underscores of the service, as in `Current title`. */
function readSegment(text: string): PathSegment | undefined {
  const [, name, index] = /^([^[\]]+)(?:\[\s*(\d{1,6}|\*)\s*\])?$/u.exec(text.trim()) ?? [];
  if (name === undefined) return undefined;
  const word = name.trimEnd().replace(/[\s-]+/gu, "_");
  return { name: word, index: index === undefined ? undefined : index === "*" ? "*" : Number(index) };
}

/** Exact path, then direct child of basic_profile, then every path that ends in these whole segments. */
function pathsMeantBy(plain: string): readonly string[] {
  if (plain === "match" || isMatchPath(plain) || leavesUnder(plain).length > 0) return [plain];
  const inBasicProfile = `basic_profile.${plain}`;
  if (!plain.includes(".") && fieldAt(inBasicProfile) !== undefined) return [inBasicProfile];
  return [...catalogue.map(({ path }) => path), ...matchPaths].filter((path) => path.endsWith(`.${plain}`));
}

/** Indexes by the path of their list; `undefined` where one stands behind what is no list. */
function placeIndexes(path: string, segments: readonly PathSegment[]): ReadonlyMap<string, ListIndex> | undefined {
  const names = path.split(".");
  const offset = names.length - segments.length;
  const placed = new Map<string, ListIndex>();
  for (const [position, { index }] of segments.entries()) {
    if (index === undefined) continue;
    const list = names.slice(0, offset + position + 1).join(".");
    if (!isList(fieldAt(list))) return undefined;
    placed.set(list, index);
  }
  return placed;
}

function columnsOf(path: string, indexes: ReadonlyMap<string, ListIndex>): readonly FieldColumn[] {
  if (path === "match") return matchPaths.map((each) => ({ ok: true, path: { kind: "match", path: each } }));
  if (isMatchPath(path)) return [{ ok: true, path: { kind: "match", path } }];
  return fieldPathsUnder(path, indexes).map((field) => ({ ok: true, path: field }));
}

/** The leaf fields that a path of the catalogue stands for. */
export function fieldPathsUnder(path: string, indexes: ReadonlyMap<string, ListIndex>): readonly FieldPath[] {
  return leavesUnder(path).map((field) => ({ kind: "field", path: withIndexes(field.path, indexes), field, indexes }));
}

/** Also of what holds fields without being one, such as `assessment.authenticity`. */
function leavesUnder(path: string): readonly CatalogueField[] {
  const field = fieldAt(path);
  if (field !== undefined) return leavesOf(field);
  return catalogue.filter((leaf) => !leaf.isContainer && leaf.path.startsWith(`${path}.`));
}

function withIndexes(path: string, indexes: ReadonlyMap<string, ListIndex>): string {
  if (indexes.size === 0) return path;
  const names = path.split(".");
  return names
    .map((name, position) => {
      const index = indexes.get(names.slice(0, position + 1).join("."));
      return index === undefined ? name : `${name}[${index}]`;
    })
    .join(".");
}

function unknownField(written: string, plain: string): string {
  const near = nearestPaths(plain);
  const advice = near.length === 0 ? `=ENRICH.FIELDS() lists all.` : `Did you mean ${oneOf(near)}?`;
  return `Unknown field ${quoted(written)}. ${advice}`;
}

/** Paths as a sentence lists them: `a, b or c`. */
export function oneOf(paths: readonly string[], most = 6): string {
  const shown = paths.slice(0, most);
  const rest = paths.length - shown.length;
  const last = rest > 0 ? `${rest} more` : shown.pop();
  return shown.length === 0 ? (last ?? "") : `${shown.join(", ")} or ${last ?? ""}`;
}

/** Whether a field holds several things of a kind, which an index can tell apart. */
export function isList(field: CatalogueField | undefined): boolean {
  return field?.type === "list" || field?.type === "texts" || field?.type === "raw";
}

function isMatchPath(path: string): path is MatchPath {
  return matchPaths.some((each) => each === path);
}
