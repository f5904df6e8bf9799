import type { AskOptions, Lookup, Outcome } from "../../../src/core/enricher";
import type { AskMessage } from "../../../src/gateway/redis/ask-messages";
import { createServedAsks } from "../../../src/gateway/redis/served-asks";
import { createFakeClock } from "../../support/fake-clock";
import { url } from "../../support/identifiers";

const outcome: Outcome = { answer: { status: "not_found", asOf: 0 }, credits: 0, origin: "asked" };

function ask(id: string): AskMessage {
  const lookup: Lookup = { identifier: url(id), sections: ["basic_profile"] };
  return { kind: "ask", id, from: "other", lookup, priority: "bulk", refresh: false };
}

/** The leader's part, its answers given by hand. */
function rig() {
  const clock = createFakeClock();
  const asked: { readonly signal: AbortSignal | undefined; readonly answer: (outcome: Outcome) => void }[] = [];
  const replies: unknown[] = [];
  const served = createServedAsks({
    clock,
    outbox: { put: (row, message) => Promise.resolve(void replies.push({ row, message })) },
    answer: (_lookup, { signal }: AskOptions) =>
      new Promise((resolve, reject) => {
        asked.push({ signal, answer: resolve });
        signal?.addEventListener("abort", () => reject(signal.reason as Error));
      }),
    repliesRow: (gateway) => `replies:${gateway}`,
  });
  return { clock, asked, replies, served };
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};

const replyTo = (id: string) => ({ row: "replies:other", message: { id, outcome } });

test("whoever reminds while an answer is awaited is answered once, and once more for each reminder after it", async () => {
  const { asked, replies, served } = rig();
  for (let told = 0; told < 3; told++) served.serve(ask("ada"));

  asked[0]?.answer(outcome);
  await settled();

  expect(asked).toHaveLength(1);
  expect(replies).toEqual([replyTo("ada")]);
  served.serve(ask("ada"));
  expect(replies).toEqual([replyTo("ada"), replyTo("ada")]);
});

test("what a gateway asked for that does not remind any more is withdrawn, what another still waits for is not", async () => {
  const { clock, asked, served } = rig();
  served.serve(ask("gone"));
  served.serve(ask("waits"));
  await clock.advance(100_000);
  served.serve(ask("waits"));
  await clock.advance(21_000);

  served.serve(ask("new"));

  expect(asked.map(({ signal }) => signal?.aborted)).toEqual([true, false, false]);
});

test("whoever withdraws in time is told so, and whoever withdraws too late what it has cost", async () => {
  const { asked, replies, served } = rig();
  const sent: Outcome = { ...outcome, credits: 1 };
  served.serve(ask("early"));
  served.serve(ask("late"));
  asked[1]?.answer(sent);
  await settled();

  served.serve({ kind: "withdraw", id: "early", from: "other" });
  served.serve({ kind: "withdraw", id: "late", from: "other" });
  served.serve({ kind: "withdraw", id: "unknown", from: "other" });
  await settled();

  const told = { row: "replies:other", message: { id: "late", outcome: sent } };
  const withdrawn = (id: string) => ({ row: "replies:other", message: { id, withdrawn: true } });
  expect(replies).toEqual(expect.arrayContaining([told, told, withdrawn("early"), withdrawn("unknown")]));
  expect(replies).toHaveLength(4);
});
