import fc from "fast-check";
import { mergeAnswers } from "../../src/core/answers/coverage";
import { defaultSections } from "../../src/core/catalogue";
import type { Outcome } from "../../src/core/enricher";
import type { Identifier } from "../../src/core/identifier";
import type { Approval } from "../../src/core/spend/create-approval";
import { createRateLimiter } from "../../src/core/rate-limit";
import type { Batch, BatchReply, ServiceRow } from "../../src/core/service";
import { enricherKit, lookupOf, type EnricherKit } from "../support/enricher-kit";
import { createFakeClock } from "../support/fake-clock";
import { email, url } from "../support/identifiers";
import { createMemoryAnswerStore } from "../support/memory-answer-store";
import { createKeepingGateway, type KeepingGateway } from "../support/keeping-gateway";
import { personData, type Script } from "../support/recording-service";
import { spendKit } from "../support/spend-kit";

/** What can happen to a request. Replies that are lost on their way back were billed. */
const faults: Readonly<Record<string, Script>> = {
  unavailable: () => ({ outcome: "unavailable", status: 502 }),
  unreachable: () => ({ outcome: "unreachable" }),
  limited: () => ({ outcome: "rate_limited", retryAfterMs: 3_000 }),
  lost: (_, answer) => {
    answer();
    return { outcome: "lost", cause: "truncated" };
  },
  lostOnTheWayThere: () => ({ outcome: "lost", cause: "connection" }),
  refused: () => ({ outcome: "refused", detail: "" }),
  refusedOne: ({ identifiers }) => ({ outcome: "identifiers_refused", identifiers: [identifiers[0]!.value] }),
  refusedNobodyHere: () => ({ outcome: "identifiers_refused", identifiers: ["x"] }),
  denied: () => ({ outcome: "fields_denied", fields: ["skills"] }),
  deniedLeaf: () => ({ outcome: "fields_denied", fields: ["basic_profile.summary"] }),
  deniedPriced: () => ({ outcome: "fields_denied", fields: ["contact.phone_numbers"] }),
  changed: () => ({ outcome: "contract_changed", detail: "" }),
  lostOne: () => ({ outcome: "lost", cause: "timeout", concerns: [0] }),
  changedOne: () => ({ outcome: "contract_changed", detail: "", possiblyBilled: true, concerns: [0] }),
  unavailableForOne: () => ({ outcome: "unavailable", status: 503, concerns: [0] }),
  concernsNobodyHere: () => ({ outcome: "contract_changed", detail: "", concerns: [99] }),
  keyRefused: () => ({ outcome: "key_refused" }),
  noCredits: () => ({ outcome: "credits_used_up" }),
  noEndpoint: () => ({ outcome: "endpoint_denied" }),
  noEmails: ({ kind }, answer) => (kind === "email" ? { outcome: "emails_not_supported" } : answer()),
  throws: () => {
    throw new Error("a defect");
  },
  shuffled: (_, answer) => withRows(answer(), (rows) => [...rows].reverse()),
  shorter: (_, answer) => withRows(answer(), (rows) => rows.filter(({ candidates }) => candidates.length > 0)),
  stranger: (_, answer) =>
    withRows(answer(), (rows) => rows.map((row, index) => (index === 0 ? { ...row, matchedOn: "stranger" } : row))),
  fine: (_, answer) => answer(),
};

const people = [...["ada", "bob", "eve", "nobody", "%c3%a9va"].map(url), ...["ada@x.org", "nobody@x.org"].map(email)];
const wants = [
  ["basic_profile"],
  ["skills", "education"],
  ["contact.business_emails"],
  ["contact.phone_numbers", "basic_profile"],
  ["dev_platform_profiles", "contact.business_emails"],
];

type Step =
  | { readonly do: "ask"; readonly person: number; readonly want: number; readonly isBulk: boolean }
  | { readonly do: "cancel"; readonly ask: number }
  | { readonly do: "fault"; readonly name: string }
  | { readonly do: "wait"; readonly ms: number }
  | { readonly do: "resume" }
  /** What somebody says in the pane to formulas that wait for a yes; of no effect where none do. */
  | { readonly do: "decide"; readonly how: "approve" | "try" | "discard" }
  /** Another workbook has bought the person meanwhile, with these sections besides the usual ones. */
  | { readonly do: "bought"; readonly person: number; readonly want: number }
  /** A colleague has: the gateway keeps the person. */
  | { readonly do: "gatewayKeeps"; readonly person: number; readonly want: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("ask" as const),
      person: fc.nat(people.length - 1),
      want: fc.nat(wants.length - 1),
      isBulk: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("cancel" as const), ask: fc.nat(30) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("fault" as const), name: fc.constantFrom(...Object.keys(faults)) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      ms: fc.constantFrom(0, 5, 100, 400, 1_000, 30_000, 90_000),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "resume" as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("decide" as const),
      how: fc.constantFrom("approve" as const, "approve" as const, "try" as const, "discard" as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom("bought" as const, "gatewayKeeps" as const),
      person: fc.nat(people.length - 1),
      want: fc.nat(wants.length - 1),
    }),
  },
);

interface Asked {
  readonly key: string;
  readonly sections: readonly string[];
  readonly withdrawal: AbortController;
  end: { readonly outcome: Outcome } | { readonly rejection: unknown } | undefined;
}

async function play(kit: Kit, steps: readonly Step[]): Promise<readonly Asked[]> {
  const asks: Asked[] = [];
  for (const next of steps) {
    switch (next.do) {
      case "ask": {
        const asked: Asked = {
          ...{ key: people[next.person]!.key, sections: wants[next.want]!, end: undefined },
          withdrawal: new AbortController(),
        };
        asks.push(asked);
        kit.enricher
          .ask(lookupOf(people[next.person]!, asked.sections), {
            ...{ priority: next.isBulk ? "bulk" : "formula", signal: asked.withdrawal.signal },
          })
          .then(
            (outcome) => (asked.end = { outcome }),
            (rejection: unknown) => (asked.end = { rejection }),
          );
        break;
      }
      case "cancel":
        asks[next.ask % Math.max(1, asks.length)]?.withdrawal.abort("withdrawn");
        break;
      case "fault":
        kit.script(faults[next.name]!);
        break;
      case "wait":
        await kit.clock.advance(next.ms);
        break;
      case "resume":
        kit.enricher.resume();
        break;
      case "decide":
        if (next.how === "approve") kit.approval?.approve();
        else if (next.how === "discard") kit.approval?.discard();
        else kit.approval?.trySome(1);
        break;
      case "bought":
        await kit.buyElsewhere(people[next.person]!, wants[next.want]!);
        break;
      case "gatewayKeeps": {
        const person = people[next.person]!;
        const sections = [...defaultSections, ...wants[next.want]!];
        kit.gateway.keep([person], person.value.includes("nobody") ? { status: "not_found" } : { sections });
      }
    }
  }
  await kit.clock.runAll();
  return asks;
}

interface Kit extends EnricherKit {
  /** Only where formulas have to wait for a yes. */
  readonly approval?: Approval;
  readonly gateway: KeepingGateway;
  buyElsewhere(identifier: Identifier, sections: readonly string[]): Promise<void>;
  /** People asked for though another workbook had already bought all that was wanted of them. */
  readonly boughtAgain: readonly string[];
}

function openKit(kind: "limited" | "free" | "guarded"): Kit {
  const clock = createFakeClock();
  const store = createMemoryAnswerStore();
  const gateway = createKeepingGateway();
  const elsewhere = new Map<string, ReadonlySet<string>>();
  const boughtAgain: string[] = [];
  const options = { clock, store, latencyMs: 700, keptQuestion: gateway.question, onRequest };
  const slots = createRateLimiter({ clock, random: () => 0.5 }, { requestsPerMinute: 3 });
  const kit =
    kind === "guarded"
      ? spendKit({ ...options, policy: { freePeople: 2, dayCap: 20 } })
      : enricherKit({ ...options, ...(kind === "limited" && { slots }) });

  function onRequest({ identifiers, sections }: Batch): void {
    for (const { key } of identifiers) {
      const bought = elsewhere.get(key);
      const priced = sections.filter((section) => /^(contact|dev)/.test(section));
      if (bought && (priced.length === 0 || priced.some((section) => bought.has(section)))) boughtAgain.push(key);
    }
  }

  return {
    ...kit,
    gateway,
    boughtAgain,
    async buyElsewhere(identifier, more) {
      if (identifier.value.includes("nobody")) return;
      const sections = [...new Set([...defaultSections, ...more])];
      elsewhere.set(identifier.key, new Set([...(elsewhere.get(identifier.key) ?? []), ...sections]));
      const before = (await store.read([identifier.key])).get(identifier.key);
      const candidates = [{ score: 1, data: personData(identifier, sections) }];
      const head = { status: "matched", candidates, matchedOn: identifier.value, asOf: clock.now() } as const;
      const answer = mergeAnswers(before, { ...head, sections, denied: [] });
      await store.write([{ key: identifier.key, answer }]);
    },
  };
}

describe("whatever happens", () => {
  it.each(["free", "limited", "guarded"] as const)(
    "every ask settles, rightly, and nobody pays twice (%s)",
    async (kind) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
          const kit = openKit(kind);

          const asks = await play(kit, steps);

          for (const asked of asks) expectRight(asked);
          expectPaidOnce(kit, asks);
          expect(kit.overlaps).toEqual([]);
          expect(kit.boughtAgain).toEqual([]);
          expect(kit.enricher.activity.get()).toMatchObject({ waiting: 0, inFlight: 0 });
          expect(kit.clock.sleepers).toBe(0);
        }),
        { numRuns: 250 },
      );
    },
    60_000,
  );
});

function expectRight({ key, sections, withdrawal, end }: Asked): void {
  if (end === undefined) throw new Error("The ask never settled.");
  if ("rejection" in end) {
    expect([end.rejection, withdrawal.signal.aborted]).toEqual(["withdrawn", true]);
    return;
  }
  const { answer } = end.outcome;
  if (answer.status === "not_found") expect(key).toContain("nobody");
  if (answer.status !== "matched") return;
  const data = answer.candidates[0]!.data;
  expect(data["crustdata_person_id"]).toBe(key);
  for (const section of sections.filter((name) => !answer.denied.includes(name))) {
    expect(JSON.stringify(section.split(".").reduce<unknown>((inner, part) => (inner as never)[part], data))).toContain(
      key,
    );
  }
}

/** Once for each priced section wanted, and once more where a reply was lost. */
function expectPaidOnce(kit: EnricherKit, asks: readonly Asked[]): void {
  const pricedWants = (key: string): number => {
    const wanted = new Set(asks.filter((asked) => asked.key === key).flatMap(({ sections }) => sections));
    return [...wanted].filter((section) => /^(contact|dev)/.test(section)).length;
  };
  const lost = (key: string): number => kit.timesLost.get(key) ?? 0;
  for (const [key, times] of kit.timesLost) expect([key, times <= 2 * (1 + pricedWants(key))]).toEqual([key, true]);
  for (const [bought, times] of kit.bought) {
    const [key = ""] = bought.split(" ");
    expect([bought, times <= 1 + lost(key)]).toEqual([bought, true]);
  }
  for (const [key, times] of kit.timesBilled) {
    expect([key, times <= 1 + pricedWants(key) + lost(key)]).toEqual([key, true]);
  }
  const paid = asks.reduce((sum, { end }) => sum + (end && "outcome" in end ? end.outcome.credits : 0), 0);
  expect(paid).toBeCloseTo(kit.enricher.activity.get().creditsUsed, 6);
}

function withRows(reply: BatchReply, change: (rows: readonly ServiceRow[]) => readonly ServiceRow[]): BatchReply {
  return reply.outcome === "answered" ? { ...reply, rows: change(reply.rows) } : reply;
}
