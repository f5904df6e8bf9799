import type { Enricher, Lookup, Outcome } from "../../src/core/enricher";
import { parseIdentifier } from "../../src/core/identifier";
import { createWritable } from "../../src/core/readable";
import { createConnectedEnricher } from "../../src/excel/connected-enricher";
import { createFakeClock } from "../support/fake-clock";

const parsed = parseIdentifier("https://www.linkedin.com/in/ada");
if (parsed.status !== "identifier") throw new Error("The example is no identifier.");
const lookup: Lookup = { identifier: parsed.identifier, sections: ["basic_profile"] };
const sandbox = { id: "sandbox", key: undefined };
const personal = { id: "personal-1", key: "key" };

/** Enrichers that answer when told to, and settle what waits as stopped when closed. */
function connectedEnricher() {
  const opened: { readonly id: string | undefined; answer(): void; isClosed: boolean; resumed: number }[] = [];
  const clock = createFakeClock();
  const connected = createConnectedEnricher(({ id }) => {
    const waiting: ((outcome: Outcome) => void)[] = [];
    const activity = createWritable({
      ...{
        waiting: 0,
        inFlight: 0,
        requestsSent: 0,
        keptElsewhere: 0,
        creditsUsed: 0,
        possiblyBilled: 0,
        stoppedBy: undefined,
      },
    });
    const settle = (answer: Outcome["answer"]) => {
      for (const resolve of waiting.splice(0)) resolve({ answer, credits: 0, origin: "asked" });
    };
    const record = {
      ...{ id, isClosed: false, resumed: 0 },
      answer() {
        activity.set({ ...activity.get(), requestsSent: activity.get().requestsSent + 1 });
        settle({ status: "not_found", asOf: opened.length });
      },
    };
    opened.push(record);
    const enricher: Enricher = {
      activity,
      ask: () => new Promise((resolve) => waiting.push(resolve)),
      peek: () => ({ status: "redacted", asOf: 1 }),
      kept: () => Promise.resolve({ status: "redacted", asOf: 1 }),
      quote: () => Promise.reject(new Error("not asked here")),
      resume: () => record.resumed++,
      close() {
        record.isClosed = true;
        settle({ status: "failed", code: "stopped", possiblyBilled: false, asOf: 0 });
        return Promise.resolve();
      },
    };
    return enricher;
  }, clock);
  return { ...connected, opened, clock };
}

const turns = async () => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

describe("asking over a changing connection", () => {
  it("waits for the first connection", async () => {
    const { enricher, connect, opened } = connectedEnricher();
    const asked = enricher.ask(lookup);
    const kept = enricher.kept(lookup);

    void connect(sandbox);
    await turns();
    opened[0]!.answer();

    expect((await asked).answer.status).toBe("not_found");
    expect((await kept)?.status).toBe("redacted");
  });

  it("knows nothing at once without a connection, and what the one in use knows with it", () => {
    const { enricher, connect } = connectedEnricher();

    expect(enricher.peek(lookup)).toBeUndefined();
    void connect(sandbox);
    expect(enricher.peek(lookup)).toEqual({ status: "redacted", asOf: 1 });
  });

  it("stops waiting for it when withdrawn", async () => {
    const { enricher } = connectedEnricher();
    const withdraw = new AbortController();
    const asked = enricher.ask(lookup, { signal: withdraw.signal });

    withdraw.abort(new Error("the cell is gone"));

    await expect(asked).rejects.toThrow("the cell is gone");
  });

  it("settles every question where none comes within a minute, and stops counting once one is there", async () => {
    const { enricher, connect, clock } = connectedEnricher();
    const asked = enricher.ask(lookup, { signal: new AbortController().signal });
    const kept = enricher.kept(lookup);
    const quoted = expect(enricher.quote([lookup])).rejects.toThrow("cannot be reached: try again in a minute.");
    expect(clock.sleepers).toBe(3);

    await clock.advance(60_000);

    expect(await asked).toMatchObject({
      ...{ credits: 0, origin: "kept" },
      answer: { status: "failed", code: "network_unavailable", possiblyBilled: false },
    });
    expect(await kept).toBeUndefined();
    await quoted;
    void enricher.kept(lookup);
    void connect(sandbox);
    await turns();
    expect(clock.sleepers).toBe(0);
  });

  it("keeps one enricher as long as the connection is the same", () => {
    const { connect, opened } = connectedEnricher();

    void connect(sandbox);
    void connect({ ...sandbox });

    expect(opened).toHaveLength(1);
  });

  it("opens another for another key, and closes the one before", () => {
    const { connect, opened } = connectedEnricher();

    void connect(sandbox);
    void connect(personal);
    void connect({ ...personal, key: "new key" });

    expect(opened.map(({ isClosed }) => isClosed)).toEqual([true, true, false]);
  });

  it("carries cells that wait over to the new connection", async () => {
    const { enricher, connect, opened } = connectedEnricher();
    void connect(sandbox);
    const asked = enricher.ask(lookup);
    await turns();

    void connect(personal);
    await turns();
    opened[1]!.answer();

    expect(await asked).toMatchObject({ answer: { status: "not_found", asOf: 2 } });
  });

  it("does not carry over a run, which was agreed to for the old one", async () => {
    const { enricher, connect } = connectedEnricher();
    void connect(sandbox);
    const asked = enricher.ask(lookup, { priority: "bulk" });
    await turns();

    void connect(personal);

    expect((await asked).answer).toMatchObject({ status: "failed", code: "stopped" });
  });

  it("shows the activity of the connection in use, and of no other", async () => {
    const { enricher, connect, opened } = connectedEnricher();
    let changes = 0;
    enricher.activity.subscribe(() => changes++);
    void connect(sandbox);
    opened[0]!.answer();
    expect(enricher.activity.get().requestsSent).toBe(1);

    void connect(personal);
    opened[0]!.answer();

    expect(enricher.activity.get().requestsSent).toBe(0);
    expect(changes).toBeGreaterThan(0);
    await turns();
  });

  it("resumes the connection in use", () => {
    const { enricher, connect, opened } = connectedEnricher();
    enricher.resume();
    void connect(sandbox);

    enricher.resume();

    expect(opened[0]!.resumed).toBe(1);
  });
});
