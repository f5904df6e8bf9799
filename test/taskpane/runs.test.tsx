/** @jest-environment @happy-dom/jest-environment */
import { screen } from "@testing-library/react";
import type { ActiveRun, RunFailureReason } from "../../src/core/run/bulk-run";
import { nextSteps } from "../../src/taskpane/run-words";
import { region } from "../support/pane";
import { showScriptedPane } from "../support/scripted-pane";
import { plainNotes, progressOf, quoteOf, receiptOf, selectionOf } from "../support/scripted-runner";

const active = (changed: Partial<ActiveRun> = {}): ActiveRun => ({
  ...{ status: "running", runId: "run-2", hold: undefined, exposure: { requests: 2, people: 50 } },
  progress: progressOf({
    rows: 2_000,
    done: 512,
    matched: 480,
    creditsUsed: 470,
    ratePerMinute: 374,
    secondsLeft: 239,
  }),
  ...changed,
});
const unfinished = {
  ...{ runId: "run-9", who: "this device", address: "People!A1:A2001", fields: [], startedAtMs: 0, notedAtMs: 0 },
  ...{ rows: 2_000, done: 512 },
};

describe("the selection", () => {
  it("greets one header cell with a hint, not with a complaint", async () => {
    await showScriptedPane({
      selection: selectionOf(
        {
          hasHeaderRow: false,
          count: { urls: 0, emails: 0, blank: 0, invalid: 1, people: 0 },
          invalid: [{ row: 0, text: "Profile", reason: "" }],
        },
        { address: "People!A1", cells: [{ row: 0, text: "Profile" }] },
      ),
    });

    expect(region("Selection").getByText(/Select a column of profile URLs/)).toBeTruthy();
    expect(screen.queryByText(/not an identifier/)).toBeNull();
  });

  it("takes you to a cell that is no identifier", async () => {
    const { user, calls } = await showScriptedPane();

    await user.click(screen.getByRole("button", { name: "1 cell is not an identifier" }));
    await user.click(screen.getByRole("button", { name: "Go to A18" }));

    expect(calls).toEqual(["showCell 17"]);
  });

  it("says what of it is read otherwise than it may look", async () => {
    await showScriptedPane({
      selection: selectionOf(
        {},
        { notes: { areas: 3, hiddenRows: 12, otherColumns: 2, mergedCells: 4, tableName: "Candidates" } },
      ),
    });

    for (const note of [
      "Read from 3 selected areas.",
      "Column A is read; 2 other columns left out.",
      "12 hidden rows included.",
      "4 merged cells: each counts as its first row.",
      "In the table “Candidates”, which grows with the new columns.",
    ])
      expect(region("Selection").getByText(note)).toBeTruthy();
  });

  it("leaves hidden rows out on request", async () => {
    const { user, calls } = await showScriptedPane({
      selection: selectionOf({}, { notes: { ...plainNotes, hiddenRows: 12 } }),
    });

    await user.click(screen.getByRole("switch", { name: "Visible rows only" }));

    expect(calls).toEqual(["setVisibleOnly true"]);
  });
});

describe("the quote", () => {
  it("says what the account has now and will at least have", async () => {
    await showScriptedPane();

    const lines = region("Quote")
      .getAllByRole("definition")
      .map(({ textContent }) => textContent);
    expect(lines.slice(-3)).toEqual(["4,200", "4,146", "at most 54 credits"]);
  });

  it("splits the cost where a section has a price of its own", async () => {
    const { answerQuote, change, selection } = await showScriptedPane();
    answerQuote(() =>
      Promise.resolve(
        quoteOf({
          mostCredits: 108,
          credits: [
            { section: "base", credits: 54 },
            { section: "contact.business_emails", credits: 54 },
          ],
        }),
      ),
    );

    await change(() => selection.set(selectionOf()));

    expect(region("Quote").getByText("Credits for business emails")).toBeTruthy();
  });

  it("counts each way of filling, and writes over nothing before a yes that knows the number", async () => {
    const { user, pass, calls, requests } = await showScriptedPane();

    await user.click(screen.getByRole("radio", { name: "Overwrite: 60 rows, 12 full cells" }));
    await pass(500);
    expect(region("Quote").getByText("12 cells are not empty, first F4.")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Enrich 60 rows" }));
    expect(calls).toEqual([]);

    await user.click(screen.getByRole("checkbox", { name: "Overwrite these 12 cells" }));
    await user.click(screen.getByRole("button", { name: "Enrich 60 rows" }));
    expect(calls).toEqual(["start {}"]);
    expect(requests.at(-1)?.mode).toBe("overwrite");
  });

  it("asks which rows only where it matters", async () => {
    const { answerQuote, change, selection } = await showScriptedPane();
    expect(screen.getByRole("radiogroup", { name: "Which rows" })).toBeTruthy();
    const free = { rows: 60, overwrites: 0, first: undefined };
    const none = { rows: 0, overwrites: 0, first: undefined };
    answerQuote(() => Promise.resolve(quoteOf({ modes: { blanks: free, stale: none, overwrite: free } })));

    await change(() => selection.set(selectionOf()));

    expect(screen.queryByRole("radiogroup", { name: "Which rows" })).toBeNull();
  });

  it("takes a cap, another place and formulas", async () => {
    const { user, pass, requests } = await showScriptedPane();

    await user.click(screen.getByRole("button", { name: /^Columns and cap/ }));
    await user.click(screen.getByRole("radio", { name: "Insert them beside the selection" }));
    await user.click(screen.getByRole("radio", { name: "Live formulas" }));
    await user.type(screen.getByRole("textbox", { name: /Stop this run/ }), "40{Enter}");
    await pass(500);

    expect(requests.at(-1)).toMatchObject({ placement: "insert", output: "formulas", capCredits: 40 });
  });

  it("is counted anew when requests are narrowed", async () => {
    const { user, pass, requests, isNarrow } = await showScriptedPane();
    const before = requests.length;

    await user.click(screen.getByRole("button", { name: /^Requests/ }));
    await user.click(screen.getByRole("checkbox", { name: "Ask only for the sections I chose" }));
    await pass(500);

    expect(isNarrow.get()).toBe(true);
    expect(requests.length).toBe(before + 1);
  });
});

describe("a try of five rows", () => {
  it("says what to expect of the rest, for how much", async () => {
    const { user, runner, state, change, answerQuote, pass } = await showScriptedPane();
    jest.spyOn(runner, "start").mockImplementation((_request, _quote, options) => {
      expect(options).toEqual({ onlyFirst: 5 });
      const progress = progressOf({ rows: 5, done: 5, matched: 4, notFound: 1, creditsUsed: 4 });
      state.set({ status: "done", progress, receipt: receiptOf() });
      return Promise.resolve();
    });
    answerQuote(() => Promise.resolve(quoteOf({ rows: 55, toAsk: 50, mostCredits: 50 })));

    await user.click(screen.getByRole("button", { name: "Try 5 rows" }));
    await pass(500);

    expect(
      region("Quote").getByText(
        "Tried 5: 4 matches, 4 credits. Of the other 50, expect 18 to 49 to match, for 18 to 49 credits.",
      ),
    ).toBeTruthy();
    await change(() => undefined);
  });

  it("leaves the way of filling as it was, for the rest", async () => {
    const { user, runner, state, answerQuote, requests, model, pass } = await showScriptedPane();
    jest.spyOn(runner, "start").mockImplementation(() => {
      state.set(active());
      state.set({ status: "done", progress: progressOf({ rows: 5, done: 5, matched: 5 }), receipt: receiptOf() });
      return Promise.resolve();
    });
    answerQuote(() => Promise.resolve(quoteOf({ rows: 55, toAsk: 50 })));
    await user.click(screen.getByRole("radio", { name: /^Renew stale answers only/ }));
    await pass(500);

    await user.click(screen.getByRole("button", { name: "Try 5 rows" }));
    await pass(500);
    expect(requests.at(-1)?.mode).toBe("stale");

    await user.click(screen.getByRole("button", { name: /^Enrich/ }));
    await pass(500);
    expect(model.options.mode.get()).toBe("blanks");
  });

  it("of a refresh leaves the refresh for the rest, whom the five are no part of", async () => {
    const { user, runner, state, answerQuote, requests, pass } = await showScriptedPane();
    const startedAtMs = 1_000_000;
    jest.spyOn(runner, "start").mockImplementation(() => {
      state.set(active());
      const progress = progressOf({ rows: 5, done: 5, matched: 5, startedAtMs });
      state.set({ status: "done", progress, receipt: receiptOf() });
      return Promise.resolve();
    });
    answerQuote(() => Promise.resolve(quoteOf({ toAsk: 60 })));
    await user.click(screen.getByRole("checkbox", { name: /^Refresh/ }));
    await user.click(screen.getByRole("radio", { name: /^Fill blanks/ }));
    await pass(500);
    expect(requests.at(-1)).toMatchObject({ refresh: true, keepsSinceMs: undefined });

    await user.click(screen.getByRole("button", { name: "Try 5 rows" }));
    await pass(500);

    expect(requests.at(-1)).toMatchObject({ refresh: true, keepsSinceMs: startedAtMs - 60_000 });
  });

  it("is not offered where five would be all", async () => {
    const { answerQuote, change, selection } = await showScriptedPane();
    answerQuote(() => Promise.resolve(quoteOf({ toAsk: 5 })));

    await change(() => selection.set(selectionOf()));

    expect(screen.queryByRole("button", { name: "Try 5 rows" })).toBeNull();
  });
});

describe("a run under way", () => {
  it("shows how far it is, how fast, and what stopping cannot take back", async () => {
    const { state, change } = await showScriptedPane();

    await change(() => state.set(active()));

    const bar = screen.getByRole("progressbar", { name: "Enrichment progress" });
    expect(bar.getAttribute("aria-valuetext")).toBe("512 of 2,000 rows");
    expect(region("Run").getByText("512 of 2,000 rows · 470 credits")).toBeTruthy();
    expect(region("Run").getByText("374 rows a minute · about 4 min left")).toBeTruthy();
    expect(
      region("Run").getByText("2 requests with 50 people on the way: if you stop, at most these are still paid for."),
    ).toBeTruthy();
  });

  it("is paused and resumed", async () => {
    const { state, change, user, calls } = await showScriptedPane();
    await change(() => state.set(active()));

    await user.click(screen.getByRole("button", { name: "Pause" }));
    await change(() => state.set(active({ status: "paused", exposure: { requests: 0, people: 0 } })));
    await user.click(screen.getByRole("button", { name: "Resume" }));

    expect(calls).toEqual(["pause", "resume"]);
  });

  it("keeps the focus with its buttons when they change", async () => {
    const { state, change, user } = await showScriptedPane();
    screen.getByRole("button", { name: "Enrich 60 rows" }).focus();

    await change(() => state.set(active()));
    expect(document.activeElement?.textContent).toBe("Pause");

    await user.keyboard("{Tab}");
    await change(() => state.set({ status: "cancelled", progress: progressOf({ done: 3 }), receipt: receiptOf() }));
    expect(document.activeElement?.textContent).toBe("Enrich 60 rows");
  });

  it("takes no focus from elsewhere", async () => {
    const { state, change } = await showScriptedPane();
    const search = screen.getByRole("searchbox", { name: "Search fields" });
    search.focus();

    await change(() => state.set(active()));
    await change(() => state.set({ status: "done", progress: progressOf(), receipt: receiptOf() }));

    expect(document.activeElement).toBe(search);
  });

  it("takes you to what was written, which may lie out of sight, and only on request", async () => {
    const { state, change, user, calls } = await showScriptedPane();
    await change(() => state.set({ status: "done", progress: progressOf(), receipt: receiptOf({ runId: "r7" }) }));
    expect(calls).toEqual([]);

    await user.click(screen.getByRole("button", { name: "Show what was written" }));

    expect(calls).toEqual(["showResults r7"]);
  });

  it("says what it waits for, and tries at once on request", async () => {
    const { state, change, user, calls } = await showScriptedPane();
    await change(() => state.set(active({ hold: "offline" })));

    expect(region("Run").getByText("No connection: goes on by itself when there is one.")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Resume" }));

    expect(calls).toEqual(["resume"]);
  });
});

describe("a run that was broken off", () => {
  it("is offered for resuming or discarding, and is the first thing offered", async () => {
    const { unfinished: runs, change, user, calls } = await showScriptedPane();
    await change(() => runs.set([unfinished]));

    expect(region("Run").getByText(/over People!A1:A2001 stopped after 512 of 2,000 rows\./)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Resume" }));
    await user.click(screen.getByRole("button", { name: "Discard" }));

    expect(calls).toEqual(["resumeUnfinished run-9 {}", "discardUnfinished run-9"]);
  });

  it("says in a sentence why it cannot go on", async () => {
    const { unfinished: runs, change, user, refuse } = await showScriptedPane();
    await change(() => runs.set([unfinished]));
    refuse("The sheet of that run is no longer there.");

    await user.click(screen.getByRole("button", { name: "Resume" }));

    expect(region("Run").getByText("The sheet of that run is no longer there.")).toBeTruthy();
  });
});

describe("a refusal", () => {
  const reasons = Object.keys(nextSteps) as RunFailureReason[];

  it.each(reasons)("(%s) is a sentence, what to do, and a button", async (reason) => {
    const { state, change } = await showScriptedPane();

    await change(() =>
      state.set({ status: "failed", progress: progressOf(), receipt: receiptOf(), reason, detail: "It went wrong." }),
    );

    expect(region("Run").getByText("It went wrong.")).toBeTruthy();
    expect(region("Run").getByText(nextSteps[reason])).toBeTruthy();
    expect(region("Run").getAllByRole("button").length).toBeGreaterThan(reason === "cap_reached" ? 1 : 2);
  });

  it("is asked again at once when it goes on, and its fields are not those used last", async () => {
    const { model, enricher, user, change, unfinished: runs } = await showScriptedPane();
    const resume = jest.spyOn(enricher, "resume");
    await change(() => runs.set([unfinished]));
    const before = model.fields.remembered.get().recent;
    await user.click(screen.getByRole("button", { name: "Remove basic_profile.headline" }));

    await user.click(screen.getByRole("button", { name: "Resume" }));

    expect(resume).toHaveBeenCalled();
    expect(model.fields.remembered.get().recent).toEqual(before);
  });

  it("goes on with the very run that was stopped", async () => {
    const { state, unfinished: runs, change, user, calls } = await showScriptedPane();
    await change(() => {
      runs.set([unfinished]);
      state.set({
        ...{ status: "failed", progress: progressOf(), receipt: receiptOf({ runId: "run-9" }) },
        ...{ reason: "protected_sheet", detail: "This sheet is protected." },
      });
    });

    await user.click(screen.getByRole("button", { name: "Resume" }));

    expect(calls).toEqual(['resumeUnfinished run-9 {"takeOverLease":false}']);
  });

  it("for a colleague's sake is overruled only where nobody has heard of her for a minute, and on request", async () => {
    const { state, change, user, calls } = await showScriptedPane();
    const stopped = { status: "failed", progress: progressOf(), receipt: receiptOf() } as const;
    await change(() =>
      state.set({ ...stopped, reason: "lease_held", detail: "Anna Berg is filling this column (People!A1:A61)." }),
    );
    expect(screen.queryByRole("button", { name: "Take over" })).toBeNull();
    const detail = "Anna Berg began to fill this column and has not been heard of for a minute (People!A1:A61).";
    await change(() => state.set({ ...stopped, reason: "lease_abandoned", detail }));

    await user.click(screen.getByRole("button", { name: "Take over" }));

    expect(calls).toEqual(['start {"takeOverLease":true}']);
  });
});

describe("receipts", () => {
  it("open to numbers that add up, the newest by itself", async () => {
    const { receipts, change } = await showScriptedPane();

    await change(() => receipts.set([receiptOf(), receiptOf({ runId: "run-0", credits: 7 })]));

    const numbers = region("Receipts")
      .getAllByRole("definition")
      .map(({ textContent }) => textContent);
    expect(numbers).toEqual(["58", "4", "50", "3", "1", "0", "60", "4,150", "50 credits"]);
    expect(region("Receipts").getByText(/by this device, over People!A1:A63 with 2 fields/)).toBeTruthy();
    expect(region("Receipts").getByText("7 credits")).toBeTruthy();
  });

  it("undo a run after a yes that knows its size, and say what became of it", async () => {
    const { receipts, change, user, calls } = await showScriptedPane();
    await change(() => receipts.set([receiptOf()]));

    await user.click(screen.getByRole("button", { name: "Undo this run" }));
    expect(calls).toEqual([]);
    const question = await region("Receipts").findByText(/^Put back/);
    expect(question.textContent).toContain(
      "Put back what stood before in 180 cells of 60 rows beside People!A1:A63, and in 3 headers? Cells changed since then stay as they are.",
    );
    await user.click(screen.getByRole("button", { name: "Yes, undo" }));

    expect(calls).toEqual(["undo run-1"]);
    expect(await region("Receipts").findByText("418 cells are as before. 2 were changed since and stay.")).toBeTruthy();
  });

  it("offer no undo where it was done, or where nothing is kept of it", async () => {
    const { receipts, change } = await showScriptedPane();

    await change(() => receipts.set([receiptOf({ isUndone: true })]));
    expect(screen.queryByRole("button", { name: "Undo this run" })).toBeNull();
    await change(() => receipts.set([receiptOf({ canUndo: false })]));
    expect(screen.queryByRole("button", { name: "Undo this run" })).toBeNull();
  });

  it("go to a sheet on request", async () => {
    const { receipts, change, user } = await showScriptedPane();
    await change(() => receipts.set([receiptOf()]));

    await user.click(screen.getByRole("button", { name: "Export receipts" }));

    expect(region("Receipts").getByText("They stand on the sheet “Enrich receipts”.")).toBeTruthy();
  });

  it("of invented people say so", async () => {
    const { receipts, change } = await showScriptedPane();

    await change(() => receipts.set([receiptOf({ isSandbox: true })]));

    expect(region("Receipts").getByText(/The people were invented/)).toBeTruthy();
  });
});
