import type { Matched, Section } from "../answer";
import type { CellValue } from "../cell-value";
import { resolveFields, sectionsOfPaths, type ResolvedPath } from "../field-path";
import { chooseCandidate, matchValue, personValue } from "../person-value";

/** The chosen fields as columns of a sheet. */
export interface FieldColumns {
  /** What must be asked for so that every column can be filled. */
  readonly sections: readonly Section[];
  /** One value per field, in their order. */
  values(person: Matched): readonly CellValue[];
}

/** Columns for these field paths, one each; throws a sentence where one names none or several. */
export function createFieldColumns(fields: readonly string[]): FieldColumns {
  const paths = fields.map(onlyPath);
  return {
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

function onlyPath(field: string): ResolvedPath {
  const [column, ...others] = resolveFields(field);
  if (column?.ok !== true) throw new Error(column?.problem ?? `${field} is not a field path.`);
  if (others.length > 0) throw new Error(`${field} stands for ${others.length + 1} fields; choose them one by one.`);
  return column.path;
}
