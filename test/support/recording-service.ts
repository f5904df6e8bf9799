import type { Clock } from "../../src/core/clock";
import type { Identifier } from "../../src/core/identifier";
import type { Batch, BatchReply, EnrichService, ServiceRow } from "../../src/core/service";

/** Makes a reply; `answer` is what the service would have said. */
export type Script = (batch: Batch, answer: () => BatchReply) => BatchReply | Promise<BatchReply>;

export interface RecordingService {
  readonly service: EnrichService;
  /** Every request, in the order they arrived. */
  readonly batches: Batch[];
  /** Credits billed for each identifier, lost replies included. */
  readonly billed: Map<string, number>;
  /** How often each identifier was billed. */
  readonly timesBilled: Map<string, number>;
  /** How often each priced section was billed for each identifier: `key section`. */
  readonly bought: Map<string, number>;
  /** How often a reply for each identifier was lost, or its request ended in a defect. */
  readonly timesLost: Map<string, number>;
  /** Keys asked for while a request for them was under way. */
  readonly overlaps: string[];
  /** The next requests are answered by these, one each; then by the service itself. */
  script(...scripts: Script[]): void;
}

export interface RecordingOptions {
  /** How long an answer takes, in milliseconds; default 0: at once. */
  readonly latencyMs?: number;
  /** Sees each request before it is answered. */
  readonly onRequest?: (batch: Batch) => void;
  /** Whom nobody knows. Default: those whose identifier says "nobody". */
  readonly isKnown?: (identifier: Identifier) => boolean;
}

const prices: Readonly<Record<string, number>> = {
  contact: 5,
  "contact.business_emails": 1,
  "contact.personal_emails": 2,
  "contact.phone_numbers": 2,
  dev_platform_profiles: 1,
};

/** A small service that knows everybody not called "nobody", bills as the real one, and writes down what it was asked. */
export function recordingService(clock: Clock, options: RecordingOptions = {}): RecordingService {
  const { latencyMs = 0, isKnown = ({ value }: Identifier) => !value.includes("nobody") } = options;
  const batches: Batch[] = [];
  const billed = new Map<string, number>();
  const timesBilled = new Map<string, number>();
  const bought = new Map<string, number>();
  const timesLost = new Map<string, number>();
  const underWay = new Set<string>();
  const overlaps: string[] = [];
  const scripts: Script[] = [];

  function answer(batch: Batch): BatchReply {
    const price = batch.sections.reduce((credits, section) => credits + (prices[section] ?? 0), 1);
    let creditsUsed = 0;
    for (const identifier of batch.identifiers.filter(isKnown)) {
      creditsUsed += price;
      billed.set(identifier.key, (billed.get(identifier.key) ?? 0) + price);
      timesBilled.set(identifier.key, (timesBilled.get(identifier.key) ?? 0) + 1);
      for (const section of batch.sections.filter((name) => name in prices)) {
        const name = `${identifier.key} ${section}`;
        bought.set(name, (bought.get(name) ?? 0) + 1);
      }
    }
    return { outcome: "answered", rows: batch.identifiers.map((identifier) => row(identifier, batch)), creditsUsed };
  }

  function row(identifier: Identifier, batch: Batch): ServiceRow {
    return {
      matchedOn: identifier.value,
      matchType: undefined,
      matchStatus: undefined,
      candidates: isKnown(identifier) ? [{ score: 1, data: personData(identifier, batch.sections) }] : [],
    };
  }

  return {
    batches,
    billed,
    timesBilled,
    bought,
    timesLost,
    overlaps,
    script: (...more) => void scripts.push(...more),
    service: {
      async enrich(batch) {
        batches.push(batch);
        options.onRequest?.(batch);
        const script = scripts.shift();
        for (const { key } of batch.identifiers) {
          if (underWay.has(key)) overlaps.push(key);
          underWay.add(key);
        }
        if (latencyMs > 0) await clock.sleep(latencyMs);
        for (const { key } of batch.identifiers) underWay.delete(key);
        let reply: BatchReply | undefined;
        try {
          reply = script ? await script(batch, () => answer(batch)) : answer(batch);
          return reply;
        } finally {
          const isLost = reply === undefined || reply.outcome === "lost";
          if (isLost) for (const { key } of batch.identifiers) timesLost.set(key, (timesLost.get(key) ?? 0) + 1);
        }
      },
    },
  };
}

/** The person behind an identifier: each section says whose it is, so that a mix-up shows. */
export function personData(identifier: Identifier, sections: readonly string[]): Record<string, unknown> {
  const data: Record<string, unknown> = { crustdata_person_id: identifier.key };
  for (const path of sections) {
    const parts = path.split(".");
    let inner = data;
    for (const part of parts.slice(0, -1)) inner = (inner[part] ??= {}) as Record<string, unknown>;
    const leaf = parts.at(-1) ?? path;
    inner[leaf] = parts.length > 1 ? [`${leaf} of ${identifier.key}`] : { of: identifier.key };
  }
  return data;
}
