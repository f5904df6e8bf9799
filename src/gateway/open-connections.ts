import type { Clock } from "../core/clock";
import type { ConnectionKind } from "../core/connection";
import { createEnricher } from "../core/create-enricher";
import { createRateLimiter } from "../core/rate-limit";
import { createServiceAccount } from "../crustdata/service-account";
import { createCrustdataClient } from "../crustdata/client";
import { createConnection, type Connection, type ServiceAccess } from "./connection";
import { createConnections, type Connections } from "./connections";

export interface OpenConnectionsOptions {
  /** The service's address, the real one's or the sandbox's. */
  readonly baseUrl: string;
  /** The gateway's own key, if it has one. */
  readonly own: { readonly source: ConnectionKind; readonly key: string } | undefined;
  readonly clock: Clock;
  /** `fetch` of the platform, or a test's. */
  readonly fetch?: typeof globalThis.fetch;
  /** How long one try at the service may take; default 20,000. */
  readonly timeoutMs?: number;
  /** How long lookups stay queued after their request has ended; default 60,000. */
  readonly rejoinMs?: number;
  /** Told of defects of our own code; what it is told names no person. */
  readonly onDefect?: (cause: unknown) => void;
}

/** At 375 people a minute, all that a personal key can buy in the ten minutes its answers are kept at least. */
const personalMemoryEntries = 5000;

/** The gateway's connections to the service: a core of its own for every key. */
export function openConnections(options: OpenConnectionsOptions): Connections {
  const { clock, own } = options;
  const open = (key: string, source: ConnectionKind): Connection =>
    createConnection({
      source,
      clock,
      access: serviceAccess(options, key),
      openEnricher: (service) =>
        createEnricher({
          clock,
          service,
          random: Math.random,
          slots: createRateLimiter({ clock, random: Math.random }),
          settings: {
            // The add-in has already said all it wants; adding to it would undo its minimising of data.
            defaultSections: () => [],
            ...(source === "personal" && { memoryEntries: personalMemoryEntries }),
          },
          onNotice: (notice) => options.onDefect?.(notice.cause),
        }),
      ...(options.rejoinMs !== undefined && { rejoinMs: options.rejoinMs }),
    });
  return createConnections({
    clock,
    own: own && open(own.key, own.source),
    openPersonal: (key) => open(key, "personal"),
  });
}

function serviceAccess(options: OpenConnectionsOptions, key: string): ServiceAccess {
  const address = {
    baseUrl: options.baseUrl,
    clock: options.clock,
    fetch: options.fetch ?? globalThis.fetch,
    headers: () => ({ authorization: `Bearer ${key}` }),
    ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
  };
  return { service: createCrustdataClient(address), account: createServiceAccount(address) };
}
