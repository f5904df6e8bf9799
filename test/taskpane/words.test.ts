import fc from "fast-check";
import type { Receipt } from "../../src/core/run/receipt";
import type { RunProgress } from "../../src/core/run/bulk-run";
import { columnLetters } from "../../src/core/cell-address";
import { columnsText } from "../../src/taskpane/column-words";
import { countTexts, nextSteps, summaryText } from "../../src/taskpane/run-words";
import { choosableFields, usualFields } from "../../src/taskpane/state/choosable-fields";
import { bySection } from "../../src/taskpane/state/search-fields";
import { accountText, counted } from "../../src/taskpane/words";

const progress: RunProgress = {
  ...{ rows: 60, done: 25, matched: 20, notFound: 2, redacted: 0, invalid: 3, failed: 0, vanished: 0 },
  ...{ failures: [], possiblyBilled: 0, creditsUsed: 1, requestsSent: 1, skipped: 0, startedAtMs: 0 },
  people: { asked: 25, known: 12, matched: 8, notFound: 2, redacted: 0, failed: 0 },
  ...{ ratePerMinute: undefined, secondsLeft: undefined },
};

const receipt: Receipt = {
  ...{ runId: "1", who: "this device", address: "People!A1:A61", fields: [], startedAtMs: 0, endedAtMs: 0 },
  ...{ ending: "cancelled", people: progress.people, rowsWritten: 25, credits: 1, possiblyBilled: 0 },
  ...{ balance: undefined, isSandbox: false, isUndone: false, canUndo: false },
};

describe("words", () => {
  it("count with the right noun", () => {
    expect([counted(0, "row"), counted(1, "row"), counted(1_204, "row")]).toEqual(["0 rows", "1 row", "1,204 rows"]);
  });

  it("name an account by what is known of it", () => {
    expect(accountText({ credits: 12, requestsPerMinute: undefined })).toBe("12 credits left");
    expect(accountText({ credits: undefined, requestsPerMinute: undefined })).toBe("");
  });

  it("name columns as Excel does", () => {
    expect([0, 25, 26, 701, 702, 16_383].map(columnLetters)).toEqual(["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    expect(columnsText([1, 3, 4, 5])).toBe("B, D to F");
  });

  it("name every column differently", () => {
    const column = fc.integer({ min: 0, max: 16_383 });
    fc.assert(fc.property(column, column, (a, b) => (columnLetters(a) === columnLetters(b)) === (a === b)));
  });

  it("tell how a run ended, and leave out what did not happen", () => {
    expect(summaryText({ status: "cancelled", progress, receipt })).toBe(
      "Cancelled after 25 rows of 60. 1 credit used.",
    );
    expect(
      summaryText({ status: "failed", progress, receipt, reason: "session_expired", detail: "Excel let go." }),
    ).toBe("Excel let go. Stopped after 25 rows of 60. 1 credit used.");
    expect(countTexts(progress)).toEqual([
      "20 rows matched",
      "2 not found",
      "3 not identifiers",
      "12 people already known, free",
    ]);
  });
});

describe("what to do after a refusal in the middle of a run", () => {
  it.each(["key_refused", "no_key", "credits_used_up"] as const)(
    "says of %s where to mend it, and that nobody is paid for twice",
    (reason) => {
      expect(nextSteps[reason]).toMatch(/^(Use|Add) .*, then go on: people already paid for stay free\.$/);
    },
  );
});

describe("the fields on offer", () => {
  it("lists each field in one section", () => {
    const listed = bySection(choosableFields).flatMap(({ fields }) => fields);

    expect(new Set(listed)).toEqual(new Set(choosableFields));
    expect(listed).toHaveLength(choosableFields.length);
  });

  it("knows the fields chosen at first, none of which costs more than the match", () => {
    const usual = choosableFields.filter(({ path }) => usualFields.includes(path));

    expect(usual).toHaveLength(usualFields.length);
    expect(usualFields).toContain("basic_profile.location.country");
    expect(usualFields).not.toContain("basic_profile.location.full_location");
    expect(usual.every(({ credits }) => credits === 0)).toBe(true);
  });
});
