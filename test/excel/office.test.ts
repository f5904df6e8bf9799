import { SheetError } from "../../src/core/run/sheet";
import { toSheetError } from "../../src/excel/office";

describe("Excel's refusals", () => {
  it.each([
    ["InvalidOperationInCellEditMode", "cell_edit_mode"],
    ["AccessDenied", "protected_sheet"],
    ["RequestPayloadSizeLimitExceeded", "payload_too_large"],
    ["ResponsePayloadSizeLimitExceeded", "payload_too_large"],
    ["InvalidOrTimedOutSession", "session_expired"],
    ["ItemNotFound", "sheet_gone"],
    ["SomethingNew", "excel_refused"],
  ])("%s is %s", (code, expected) => {
    const error = toSheetError(Object.assign(new Error("about canary@example.com"), { code }));

    expect(error).toBeInstanceOf(SheetError);
    expect(error.code).toBe(expected);
  });

  it("are told in sentences that quote no cell", () => {
    const { message } = toSheetError(Object.assign(new Error("about canary@example.com"), { code: "SomethingNew" }));

    expect(message).toBe("Excel did not allow it (SomethingNew).");
  });

  it("name what is in the way where that helps", () => {
    expect(toSheetError({ code: "MergedRangeConflict" }).message).toMatch(/^Merged cells/);
  });

  it("pass through once translated", () => {
    const error = new SheetError("sheet_gone", "gone");

    expect(toSheetError(error)).toBe(error);
  });
});
