import { sheetPortContract } from "../../contracts/sheet-port";
import { openExcelPeople, type ExcelPeople } from "../../support/excel-people";

let open: ExcelPeople | undefined;
afterEach(() => open?.close());

sheetPortContract("Excel over the real office.js", (rows) => {
  open?.close();
  const people = openExcelPeople(rows);
  open = people;
  return Promise.resolve({
    sheet: people.sheet,
    text: (row, column) => Promise.resolve(people.text(row, column)),
    select: done((column: number, firstRow: number, lastRow: number) =>
      people.select([firstRow, column, lastRow - firstRow + 1, 1]),
    ),
    type: done(people.type),
    deleteRow: done((row: number) => people.coauthor.deleteRows(row, 1)),
    insertRow: done((row: number) => people.coauthor.insertRows(row, 1)),
  });
});

function done<Given extends readonly unknown[]>(act: (...given: Given) => void): (...given: Given) => Promise<void> {
  return (...given) => {
    act(...given);
    return Promise.resolve();
  };
}
