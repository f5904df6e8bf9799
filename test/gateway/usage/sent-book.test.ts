import type { Bill } from "../../../src/core/bill";
import { createEnricher } from "../../../src/core/create-enricher";
import { createRateLimiter } from "../../../src/core/rate-limit";
import { createSentBook, type SentBook } from "../../../src/gateway/usage/sent-book";
import { createFakeClock } from "../../support/fake-clock";
import { url } from "../../support/identifiers";
import { lookupOf } from "../../support/enricher-kit";
import { memorySentNotes } from "../../support/memory-sent-notes";
import { recordingService } from "../../support/recording-service";

const asker = { personId: "token:ada", workbook: "aa11" };
const wanted = ["basic_profile", "contact.business_emails"];

/** Gateways of one machine, one after the other, over the same notes. */
function machine() {
  const clock = createFakeClock();
  const notes = memorySentNotes();
  const recording = recordingService(clock, { latencyMs: 5_000 });
  const bills: Bill[] = [];
  const defects: unknown[] = [];

  async function start(written: () => Promise<void> = () => Promise.resolve()) {
    const book: SentBook = createSentBook({
      ...{ notes: notes.start(), clock, written },
      onBilled: (bill) => void bills.push(bill),
      onDefect: (cause) => void defects.push(cause),
    });
    await book.countLeftBehind();
    const random = () => 0.5;
    const enricher = createEnricher({
      ...{ clock, random, slots: createRateLimiter({ clock, random }), lost: book.lost },
      service: book.noting(recording.service),
      onBilled: (bill) => void bills.push(bill),
    });
    const ask = (slug: string) => enricher.ask(lookupOf(url(slug), wanted), { asker });
    return { book, ask };
  }
  return { ...recording, clock, notes, bills, defects, start };
}

test("a request is noted before it leaves, and until its bill is in the ledger", async () => {
  const { start, notes, clock, batches } = machine();
  let write: () => void = () => undefined;
  const { ask } = await start(() => new Promise((resolve) => (write = resolve)));
  const answered = ask("ada");
  await clock.advance(1_000);

  expect(batches).toHaveLength(1);
  expect(notes.all()).toMatchObject([{ sections: ["contact.business_emails"], people: [{ asker }] }]);
  expect(JSON.stringify(notes.all())).not.toContain("linkedin");

  await clock.advance(10_000);
  expect((await answered).credits).toBe(2);
  expect(notes.all()).toHaveLength(1);
  write();
  await clock.advance(1);
  expect(notes.all()).toEqual([]);
});

test("what a killed process had under way is possibly billed, in the name of whoever asked, and asked for once more at most", async () => {
  const { start, bills, clock, timesBilled, script, batches } = machine();
  const dead = await start();
  void dead.ask("ada");
  await clock.advance(1_000);
  const sentAtMs = clock.now();

  const next = await start();
  expect(bills).toMatchObject([{ kind: "lost", asker, credits: 2, sections: ["contact.business_emails"] }]);
  expect(bills[0]?.sentAtMs).toBeLessThanOrEqual(sentAtMs);
  script(() => ({ outcome: "lost", cause: "timeout" }));
  const asked = next.ask("ada");
  await clock.advance(4_000);
  const sent = batches.length;
  await clock.runAll(60_000);

  expect((await asked).answer).toMatchObject({ status: "failed", code: "no_answer_in_time", possiblyBilled: true });
  expect(sent).toBe(2);
  expect(batches).toHaveLength(2);
  expect(timesBilled.get("url:ada")).toBe(1);
});

test("an answer to whoever asks again says that an earlier one may have been billed besides", async () => {
  const { start, clock } = machine();
  const dead = await start();
  void dead.ask("ada");
  await clock.advance(1_000);

  const next = await start();
  const asked = next.ask("ada");
  const other = next.ask("bob");
  await clock.runAll(60_000);

  expect(await asked).toMatchObject({ credits: 2, possiblyBilled: true });
  expect((await other).possiblyBilled).toBeUndefined();
});

test("notes that cannot be kept keep nobody from asking", async () => {
  const clock = createFakeClock();
  const recording = recordingService(clock);
  const defects: unknown[] = [];
  const full = { ...memorySentNotes().start(), add: () => Promise.reject(new Error("Disk full.")) };
  const book = createSentBook({
    ...{ notes: full, clock, onBilled: undefined, onDefect: (cause) => void defects.push(cause) },
  });

  const batch = { kind: "url", identifiers: [url("ada")], sections: wanted, options: {}, priority: "bulk" } as const;
  const reply = await book.noting(recording.service).enrich(batch, new AbortController().signal);

  expect(reply.outcome).toBe("answered");
  expect(defects).toEqual([new Error("Disk full.")]);
});
