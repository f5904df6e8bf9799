import { sheetPortContract } from "../../contracts/sheet-port";
import { createMemorySheet } from "../../support/memory-sheet";

sheetPortContract("the sheet in memory", (rows) => {
  const memory = createMemorySheet(rows.map((row) => row.map((text) => (text === "" ? undefined : text))));
  const { sheet, select, deleteRow, insertRow } = memory;
  return Promise.resolve({
    sheet,
    text: (row, column) => Promise.resolve((memory.cells()[row]?.[column] as string | undefined) ?? ""),
    select(...selected) {
      select(...selected);
      return Promise.resolve();
    },
    type(row, column, value) {
      memory.type(row, column, value);
      return Promise.resolve();
    },
    deleteRow(row) {
      deleteRow(row);
      return Promise.resolve();
    },
    insertRow(row) {
      insertRow(row);
      return Promise.resolve();
    },
  });
});
