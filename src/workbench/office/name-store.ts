import type { Grid } from "../grid";
import { ApiError, invalidArgument } from "./api-error";
import { isValidName, type NameState, type NameTarget, opaqueFormula, parseConstant } from "./name-state";
import type { Place, Places } from "./places";
import { formatReference, parseReference, sheetName, sheetNamed } from "./reference";
import type { NameSnapshot } from "./workbook-snapshot";

/** The defined names of a workbook and of its sheets. */
export interface NameStore {
  /** Names of the workbook (`undefined`) or of one sheet, sorted as Excel lists them. */
  inScope(sheetId: string | undefined): readonly NameState[];
  find(name: string, sheetId: string | undefined): NameState | undefined;
  /** Throws what Excel refuses: a bad name, a name that is taken, a formula that is neither cells nor a constant. */
  add(
    name: string,
    target: Place | string,
    options: { readonly sheetId?: string; readonly comment?: string },
  ): NameState;
  setFormula(name: NameState, formula: string): void;
  remove(name: NameState): void;
  /** `=People!$A$2` or the constant; `=#REF!` once its cells are gone. */
  formulaOf(name: NameState): string;
  dropSheet(sheetId: string): void;
  copySheet(fromId: string, toId: string): void;
  snapshot(): readonly NameSnapshot[];
  restore(names: readonly NameSnapshot[]): void;
}

export function createNameStore(grid: Grid, places: Places): NameStore {
  let names: readonly NameState[] = [];

  const find = (name: string, sheetId: string | undefined) =>
    names.find((item) => item.sheetId === sheetId && item.name.toLowerCase() === name.toLowerCase());

  function targetOf(formula: string, defaultSheetId: string): NameTarget {
    const constant = parseConstant(formula);
    if (constant) return constant;
    const { sheetId, rect } = parseReference(grid, formula, defaultSheetId);
    return keptRange(places.at(sheetId, rect));
  }

  /** A file may hold names that `add` would refuse, such as `=SUM(A:A)`: opening it must not fail for that. */
  function savedTarget(reference: string, defaultSheetId: string): NameTarget {
    try {
      return targetOf(reference, defaultSheetId);
    } catch (error) {
      if (error instanceof ApiError) return opaqueFormula(reference);
      throw error;
    }
  }

  function keptRange(place: Place): NameTarget {
    const own = places.at(place.sheetId, place.rect());
    places.keep(own);
    return { kind: "range", place: own };
  }

  function formulaOf({ target }: NameState): string {
    if (target.kind === "constant") return target.formula;
    const { place } = target;
    return place.isAlive() ? `=${formatReference(grid, place.sheetId, place.rect())}` : "=#REF!";
  }

  function add(name: string, target: NameTarget, options: { readonly sheetId?: string; readonly comment?: string }) {
    const { sheetId, comment = "" } = options;
    if (!isValidName(name)) throw invalidArgument(`The name "${name}" is not valid.`);
    if (find(name, sheetId)) throw new ApiError("ItemAlreadyExists", "The resource being created already exists.", 409);
    const state: NameState = { name, sheetId, target, visible: true, comment };
    names = [...names, state];
    return state;
  }

  function remove(name: NameState): void {
    names = names.filter((item) => item !== name);
    if (name.target.kind === "range") places.release(name.target.place);
  }

  return {
    inScope: (sheetId) =>
      names.filter((name) => name.sheetId === sheetId).sort((a, b) => a.name.localeCompare(b.name, "en")),
    find,
    add: (name, target, options) =>
      add(name, typeof target === "string" ? targetOf(target, grid.activeSheetId()) : keptRange(target), options),
    setFormula(name, formula) {
      if (name.target.kind === "range") places.release(name.target.place);
      name.target = targetOf(formula, name.sheetId ?? grid.activeSheetId());
    },
    remove,
    formulaOf,
    dropSheet(sheetId) {
      for (const name of names) {
        if (name.sheetId === sheetId) remove(name);
      }
    },
    copySheet(fromId, toId) {
      for (const name of names.filter((item) => item.sheetId === fromId)) {
        const { target } = name;
        const isOnSheet = target.kind === "range" && target.place.sheetId === fromId && target.place.isAlive();
        const copied = isOnSheet ? keptRange(places.at(toId, target.place.rect())) : target;
        const copy = add(name.name, copied, { sheetId: toId, comment: name.comment });
        copy.visible = name.visible;
      }
    },
    snapshot: () =>
      names.map((name) => ({
        name: name.name,
        sheet: name.sheetId === undefined ? undefined : sheetName(grid, name.sheetId),
        reference: formulaOf(name),
        visible: name.visible,
        comment: name.comment,
      })),
    restore(saved) {
      for (const { name, sheet, reference, visible, comment } of saved) {
        const sheetId = sheet === undefined ? undefined : sheetNamed(grid, sheet).id;
        const target = savedTarget(reference, sheetId ?? grid.activeSheetId());
        const state: NameState = { name, sheetId, target, visible, comment };
        names = [...names, state];
      }
    },
  };
}
