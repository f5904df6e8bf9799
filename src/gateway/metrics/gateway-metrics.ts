import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Priority } from "../../core/service";
import type { Connection } from "../connection";
import type { Meters } from "./meters";

/** Meters, and what they show in Prometheus' text format. */
export interface GatewayMetrics extends Meters {
  readonly contentType: string;
  text(): Promise<string>;
  /** Shows the limit, the Redis and the health of the gateway's own key as they are when somebody looks. */
  watch(own: Connection | undefined): void;
}

const durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];
const priorities: readonly Priority[] = ["formula", "bulk"];

/** Metrics in a registry of their own, with those of the process and its event loop. Labels come from fixed lists only. */
export function createGatewayMetrics(): GatewayMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  let own: Connection | undefined;

  const requests = new Counter({
    ...{ registers, name: "enrich_http_requests_total", labelNames: ["route", "status"] },
    help: "Requests to the gateway, by registered route and status.",
  });
  const duration = new Histogram({
    ...{ registers, name: "enrich_http_request_duration_seconds", labelNames: ["route"], buckets: durationBuckets },
    help: "Time until a reply was sent, waiting for a slot included.",
  });
  const lookups = new Counter({
    ...{ registers, name: "enrich_lookups_total", labelNames: ["origin"] },
    help: "Lookups that ended: kept (free), joined (another's request), asked (a request of its own), withdrawn.",
  });
  const serviceRequests = new Counter({
    ...{ registers, name: "enrich_service_requests_total", labelNames: ["outcome"] },
    help: "Requests to the paid service, by what came of them.",
  });
  const serviceDuration = new Histogram({
    ...{ registers, name: "enrich_service_request_duration_seconds", buckets: durationBuckets },
    help: "Time the paid service took to reply.",
  });
  const credits = new Counter({
    ...{ registers, name: "enrich_credits_total", labelNames: ["kind"] },
    help: "Credits of the gateway's own key: reported by the service, or possibly billed for a lost reply.",
  });
  const defects = new Counter({
    ...{ registers, name: "enrich_defects_total" },
    help: "What our own code or store could not do; the log says where.",
  });
  const waiting: Record<Priority, number> = { formula: 0, bulk: 0 };
  new Gauge({
    ...{ registers, name: "enrich_lookups_waiting", labelNames: ["priority"] },
    help: "Lookups of this gateway's callers that wait for an answer now.",
    collect() {
      for (const priority of priorities) this.set({ priority }, waiting[priority]);
    },
  });
  // What is not known has no value, instead of a wrong one.
  const gauge = (name: string, help: string, read: () => number | undefined): void => {
    new Gauge({
      ...{ registers, name, help },
      collect() {
        this.remove();
        const value = read();
        if (value !== undefined) this.set(value);
      },
    });
  };
  gauge(
    "enrich_service_limit_requests_per_minute",
    "The account's limit, as its last reply said.",
    () => own?.rateLimit()?.limit,
  );
  gauge(
    "enrich_service_limit_remaining",
    "What is left of it in the window under way.",
    () => own?.rateLimit()?.remaining,
  );
  gauge("enrich_redis_up", "1 while Redis can be used, 0 while it cannot; absent without one.", () => {
    const redis = own?.storage().redis ?? "unused";
    return redis === "unused" ? undefined : Number(redis === "ok");
  });

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    watch(connection) {
      own = connection;
    },
    lookupBegan(priority) {
      waiting[priority] += 1;
      return (origin) => {
        waiting[priority] -= 1;
        lookups.inc({ origin });
      };
    },
    serviceReplied(outcome, ms) {
      serviceRequests.inc({ outcome });
      serviceDuration.observe(ms / 1000);
    },
    onBilled: (bill) => credits.inc({ kind: bill.kind === "reported" ? "reported" : "possibly_billed" }, bill.credits),
    onDefect: () => defects.inc(),
    requestEnded({ route, status, ms }) {
      requests.inc({ route, status });
      duration.observe({ route }, ms / 1000);
      if (status === 500) defects.inc();
    },
  };
}
