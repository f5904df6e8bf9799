import { notAvailable } from "../../../src/core/cell-value";
import { fieldTable } from "../../../src/excel/functions/field-table";

describe("the table of fields", () => {
  it("says what to do where its words cannot be loaded", async () => {
    const table = await fieldTable("name", () => Promise.reject(new Error("Loading chunk field-words failed.")));

    expect(table).toEqual([
      [notAvailable("The list of fields could not be loaded: recalculate when the network is back.")],
    ]);
  });
});
