import type { Matched, Section } from "../answer";
import { fieldAt } from "../catalogue";
import type { CellValue } from "../cell-value";
import { isList, resolveFields, sectionsOfPaths, type ResolvedPath } from "../field-path";
import { chooseCandidate, matchValue, personValue } from "../person-value";
import type { RunField } from "./run-request";

/** The chosen fields as columns of a sheet. */
export interface FieldColumns {
  /** Field paths, one for each column: a formula can name them. */
  readonly headers: readonly string[];
  /** What must be asked for so that every column can be filled. */
  readonly sections: readonly Section[];
  /** One value per column, in their order. */
  values(person: Matched): readonly CellValue[];
}

/** Columns for these fields; throws a sentence where a path names none or several. */
export function createFieldColumns(fields: readonly RunField[]): FieldColumns {
  const paths = fields.flatMap(columnPaths);
  return {
    headers: paths.map(({ path }) => path),
    sections: sectionsOfPaths(paths),
    values(person) {
      const candidate = chooseCandidate(person);
      return paths.map((path) => {
        if (path.kind === "match") return matchValue(path.path, person, candidate);
        return candidate === undefined ? "" : personValue(path, candidate);
      });
    },
  };
}

function columnPaths({ path, columns }: RunField): readonly ResolvedPath[] {
  const whole = onlyPath(path);
  if (columns === 1) return [whole];
  const list = whole.kind === "field" ? listWithoutIndex(whole.field.path, [...whole.indexes.keys()]) : undefined;
  if (list === undefined) throw new Error(`${path} holds one value only; it cannot fill ${columns} columns.`);
  const parts = whole.path.split(".");
  const depth = list.split(".").length - 1;
  return Array.from({ length: columns }, (_, index) =>
    onlyPath(parts.map((part, at) => (at === depth ? `${part}[${index + 1}]` : part)).join(".")),
  );
}

/** The innermost list on the way to a path that no index was written for. */
function listWithoutIndex(path: string, indexed: readonly string[]): string | undefined {
  const names = path.split(".");
  return names
    .map((_, depth) => names.slice(0, depth + 1).join("."))
    .findLast((each) => isList(fieldAt(each)) && !indexed.includes(each));
}

function onlyPath(field: string): ResolvedPath {
  const [column, ...others] = resolveFields(field);
  if (column?.ok !== true) throw new Error(column?.problem ?? `${field} is not a field path.`);
  if (others.length > 0) throw new Error(`${field} stands for ${others.length + 1} fields; choose them one by one.`);
  return column.path;
}
