import { invalidArgument } from "../api-error";
import type { Book } from "../book";
import { defineType } from "../host-object";

const MODES = ["Automatic", "AutomaticExceptTables", "Manual"];

/** Excel.Application. */
export const applicationType = defineType<{ readonly book: Book }>({
  type: "Application",
  scalars: {
    calculationMode: ({ book }) => book.model.calculationMode,
    calculationState: ({ book }) => (book.grid.busyCells().length > 0 ? "Pending" : "Done"),
    decimalSeparator: () => ".",
    thousandsSeparator: () => ",",
    useSystemSeparators: () => true,
  },
  setters: {
    calculationMode: ({ book }, value) => {
      if (typeof value !== "string" || !MODES.includes(value)) throw invalidArgument();
      book.model.calculationMode = value;
    },
  },
  methods: {
    /** Recalculate touches only what is dirty, and the grid leaves nothing dirty. */
    calculate: ({ book }, [type]) => {
      if (type === "Full" || type === "FullRebuild") book.grid.recalculateAll();
    },
    suspendApiCalculationUntilNextSync: () => null,
    suspendScreenUpdatingUntilNextSync: () => null,
  },
});
