import { itemNotFound, MissingMember } from "../api-error";
import { booleanValue, textArgument, textValue } from "../arguments";
import type { Book } from "../book";
import { defineType } from "../host-object";
import type { NameState } from "../name-state";
import { rangeType } from "./range";
import { rangeOn } from "./range-target";

interface NameTarget {
  readonly book: Book;
  readonly state: NameState;
}

/** Excel.NamedItem: cells or a constant. */
export const nameType = defineType<NameTarget>({
  type: "NamedItem",
  identity: ({ state }) => ({ _Id: state.name }),
  scalars: {
    name: ({ state }) => state.name,
    type: ({ state }) => typeOf(state),
    value: ({ book, state }) =>
      state.target.kind === "constant" ? state.target.value : book.model.names.formulaOf(state).slice(1),
    formula: ({ book, state }) => book.model.names.formulaOf(state),
    visible: ({ state }) => state.visible,
    comment: ({ state }) => state.comment,
    scope: ({ state }) => (state.sheetId === undefined ? "Workbook" : "Worksheet"),
    _Id: ({ state }) => state.name,
  },
  setters: {
    formula: ({ book, state }, value) => book.model.names.setFormula(state, textValue(value)),
    visible: ({ state }, value) => {
      state.visible = booleanValue(value);
    },
    comment: ({ state }, value) => {
      state.comment = textValue(value);
    },
  },
  links: {
    worksheet: ({ book, state }) => {
      if (state.sheetId === undefined) throw itemNotFound();
      return book.worksheet(state.sheetId);
    },
    worksheetOrNullObject: ({ book, state }) => (state.sheetId === undefined ? null : book.worksheet(state.sheetId)),
  },
  methods: {
    getRange: ({ book, state }) => {
      if (state.target.kind !== "range" || !state.target.place.isAlive()) throw itemNotFound();
      return rangeOn(book, state.target.place);
    },
    delete: ({ book, state }) => book.model.names.remove(state),
  },
});

function typeOf({ target }: NameState): string {
  if (target.kind === "range") return target.place.isAlive() ? "Range" : "Error";
  switch (typeof target.value) {
    case "number":
      return "Double";
    case "boolean":
      return "Boolean";
    default:
      return "String";
  }
}

/** Excel.NamedItemCollection of the workbook (`sheetId` undefined) or of one sheet. */
export const nameCollection = defineType<{ readonly book: Book; readonly sheetId: string | undefined }>({
  type: "NamedItemCollection",
  items: ({ book, sheetId }) => book.model.names.inScope(sheetId).map((state) => book.name(state)),
  methods: {
    add: ({ book, sheetId }, args) => {
      const [name, reference, comment] = args;
      const range = rangeType.targetOf(reference);
      const target = range ? range.place : textArgument(args, 1);
      const scope = sheetId === undefined ? {} : { sheetId };
      const options = { ...scope, ...(typeof comment === "string" ? { comment } : {}) };
      return book.name(book.model.names.add(textValue(name), target, options));
    },
    addFormulaLocal: () => {
      throw new MissingMember("NamedItemCollection.addFormulaLocal()");
    },
    getItem: ({ book, sheetId }, args) => {
      const state = book.model.names.find(textArgument(args, 0), sheetId);
      if (!state) throw itemNotFound();
      return book.name(state);
    },
    getCount: ({ book, sheetId }) => book.model.names.inScope(sheetId).length,
  },
});
