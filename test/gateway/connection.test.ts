import type { EnricherActivity } from "../../src/core/enricher";
import { createWritable } from "../../src/core/readable";
import type { BatchReply, EnrichService } from "../../src/core/service";
import type { AccountReply } from "../../src/crustdata/account";
import { createConnection } from "../../src/gateway/connection";
import { watchService } from "../../src/gateway/service-watch";
import { createScriptedEnricher, personNamed } from "../support/scripted-enricher";
import { createSteppedClock } from "../support/stepped-clock";

const idle: EnricherActivity = {
  waiting: 0,
  inFlight: 0,
  requestsSent: 0,
  creditsUsed: 0,
  possiblyBilled: 0,
  keptElsewhere: 0,
  stoppedBy: undefined,
};

/** A connection over an enricher that can be stopped, with its resumptions. */
function rig(credits: AccountReply<number | undefined>) {
  const clock = createSteppedClock();
  const activity = createWritable(idle);
  let resumed = 0;
  const enricher = {
    ...createScriptedEnricher(clock, personNamed),
    activity,
    resume() {
      resumed += 1;
      activity.set(idle);
    },
  };
  const connection = createConnection({
    source: "team",
    clock,
    access: {
      service: { enrich: () => Promise.reject(new Error("unused")) },
      account: {
        credits: () => Promise.resolve(credits),
        permissions: () => Promise.resolve({ outcome: "unavailable", detail: "" }),
      },
    },
    openEnricher: () => ({
      enricher,
      storage: () => ({ store: "unused", redis: "unused" }),
      hasStarted: () => true,
    }),
  });
  const stop = (stoppedBy: EnricherActivity["stoppedBy"]) => activity.set({ ...idle, stoppedBy });
  return { clock, connection, stop, resumed: () => resumed };
}

const left = (value: number): AccountReply<number> => ({ outcome: "read", value, rateLimit: undefined });

describe("a connection", () => {
  it("lets a refused key rest for a minute before it is tried again", async () => {
    const { clock, connection, stop, resumed } = rig({ outcome: "key_refused" });
    stop("key_refused");
    await clock.advance(59_999);
    connection.wake();
    expect(resumed()).toBe(0);

    await clock.advance(1);
    connection.wake();
    connection.wake();

    expect(resumed()).toBe(1);
  });

  it("goes on at once when the account has credits again, and not before", async () => {
    const empty = rig(left(0));
    empty.stop("credits_used_up");
    await empty.connection.account();
    const filled = rig(left(10));
    filled.stop("credits_used_up");
    await filled.connection.account();

    expect(empty.resumed()).toBe(0);
    expect(filled.resumed()).toBe(1);
  });

  it("says in its health what a person must mend", () => {
    const { connection, stop } = rig(left(1));

    expect(connection.health()).toBe("not_asked_yet");
    stop("credits_used_up");
    expect(connection.health()).toBe("credits_used_up");
  });
});

describe("watching the service", () => {
  it("knows the rate limit of the last reply, and that its window passes", async () => {
    const clock = createSteppedClock();
    const reply: BatchReply = {
      outcome: "answered",
      rows: [],
      creditsUsed: 0,
      rateLimit: { limit: 15, remaining: 3, resetMs: 40_000 },
    };
    const service: EnrichService = { enrich: () => Promise.resolve(reply) };
    const watch = watchService(service, clock);
    expect(watch.rateLimit()).toBeUndefined();

    await watch.service.enrich(
      { kind: "url", identifiers: [], sections: [], options: {}, priority: "bulk" },
      new AbortController().signal,
    );
    await clock.advance(30_000);
    expect(watch.rateLimit()).toEqual({ limit: 15, remaining: 3, resetMs: 10_000 });

    await clock.advance(30_000);
    expect(watch.rateLimit()).toEqual({ limit: 15, remaining: 15, resetMs: 0 });
  });
});
