import type { RefreshPlan } from "../../src/core/formulas/formula-work";
import {
  countsText,
  freezeResult,
  nothingToRefresh,
  refreshResult,
  repairResult,
  thawResult,
} from "../../src/taskpane/formula-work-words";

const report = {
  ...{
    asked: 0,
    matched: 0,
    notFound: 0,
    redacted: 0,
    failed: 0,
    credits: 0,
    possiblyBilled: 0,
    entered: 0,
    leftAlone: 0,
  },
};

describe("the pane says", () => {
  it("what stands on the sheet", () => {
    expect(countsText({ formulas: 0, waiting: 0, stuck: 0, failed: 0, frozen: 3 })).toBe("none here, 3 frozen");
    expect(countsText({ formulas: 1200, waiting: 2, stuck: 1, failed: 4, frozen: 0 })).toBe(
      "1,200 formulas, 2 waiting, 1 stuck, 4 without a value",
    );
  });

  it("what a refresh has cost, also where a reply was lost", () => {
    expect(refreshResult({ ...report, asked: 3, matched: 1, notFound: 1, failed: 1, credits: 1, entered: 4 })).toEqual({
      text: "Asked again for 3 people: 1 found, 1 not found, 1 failed. 1 credit used. 4 cells show what is known now.",
      tone: "warning",
    });
    expect(refreshResult({ ...report, asked: 1, matched: 1, credits: 1, entered: 1, possiblyBilled: 1 })).toEqual({
      text: "Asked again for 1 person: 1 found. 1 credit used. 1 reply was lost and possibly billed. 1 cell shows what is known now.",
      tone: "warning",
    });
  });

  it("why nothing is refreshed, and which formulas were left out", () => {
    const none: Omit<RefreshPlan, "choice" | "unreadable"> = {
      ...{ people: 0, known: 0, toAsk: 0, requests: 0, mostCredits: 0, credits: [], formulas: 0 },
      ...{ sheetId: "sheet-1", lookups: [], shownAnew: [] },
    };
    expect(nothingToRefresh({ ...none, choice: { which: "older", days: 1 }, unreadable: 0 }).text).toBe(
      "Nobody's answer on this sheet is older than 1 day.",
    );
    expect(nothingToRefresh({ ...none, choice: { which: "errors" }, unreadable: 2 })).toEqual({
      text: "No formula on this sheet has failed. 2 formulas compute whom to ask for and are left out: put the address in a cell of its own.",
      tone: "warning",
    });
  });

  it("that nothing is stuck, or what could not be repaired", () => {
    expect(repairResult({ entered: 0, leftAlone: 0 }).text).toBe("No formula in this workbook is stuck.");
    expect(repairResult({ entered: 1, leftAlone: 2 })).toEqual({
      text: "1 formula was entered anew. 2 cells could not be written: unprotect the sheet, then try again.",
      tone: "warning",
    });
  });

  it("what became of cells without a match, and of those without an answer", () => {
    const frozen = { frozen: 0, noMatch: 0, wholeSpills: 0, leftAlone: 0 };
    expect(freezeResult(frozen, "in the selection").text).toBe(
      "There is no Enrich formula in the selection to freeze.",
    );
    expect(freezeResult({ ...frozen, frozen: 12, noMatch: 3 }, "").text).toBe(
      "12 formulas are values now, 3 of them #N/A for “No match”. Thaw brings them back.",
    );
    expect(freezeResult({ ...frozen, frozen: 1, noMatch: 1, leftAlone: 1 }, "")).toEqual({
      text: "1 formula is a value now, #N/A for “No match”. Thaw brings it back. 1 cell was left as a formula: without an answer yet, or protected.",
      tone: "warning",
    });
  });

  it("offers a second yes for values that were changed, and none where people cannot be found again", () => {
    const thawed = { thawed: 0, changed: 0, lost: 0, leftAlone: 0 };
    expect(thawResult(thawed, "on this sheet").text).toBe("Nothing is frozen on this sheet.");
    expect(thawResult({ ...thawed, thawed: 1, changed: 2 }, "")).toEqual({
      text: "1 formula is back. 2 frozen cells were changed since, or the people beside them, and stay as they are.",
      ...{ tone: "warning", offersChanged: true },
    });
    expect(thawResult({ ...thawed, lost: 2 }, "")).toEqual({
      text: "2 frozen cells stay values: the cells with their people are gone or were moved apart.",
      tone: "warning",
    });
  });
});
