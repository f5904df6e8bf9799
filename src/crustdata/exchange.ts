import type { Clock } from "../core/clock";
import type { RawReply } from "./replies";

/** Where and how the service is reached; the same for the add-in and the gateway. */
export interface ServiceAddress {
  /** `fetch` of the platform. */
  readonly fetch: typeof globalThis.fetch;
  /** Without a slash at the end, such as `https://api.crustdata.com` or `/api`. */
  readonly baseUrl: string;
  /** Headers of each request, such as the key's; asked anew each time, so that a changed key counts at once. */
  readonly headers: () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  readonly clock: Clock;
  /** How long a reply may take, in milliseconds; default 20,000. */
  readonly timeoutMs?: number;
}

/** A whole reply, or why there is none. */
export type Exchange =
  { readonly reply: RawReply } | { readonly failure: "unreachable" | "timeout" | "truncated" | "connection" };

const timeout = Symbol("timeout");
const defaultTimeoutMs = 20_000;

/** Codes that Node gives a request which never left, in `error.cause`. */
const neverLeft = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$|CERT|TLS|SSL/;

/** Sends one request and reads its whole body; never rejects for what the network does. */
export async function exchange(
  address: ServiceAddress,
  path: string,
  init: RequestInit,
  signal?: AbortSignal,
): Promise<Exchange> {
  const headers = { ...(await address.headers()), ...headersOf(init) };
  if (signal?.aborted) return { failure: "unreachable" };
  // A browser's fetch refuses to be called as a method of something else than the window.
  const { fetch } = address;
  const giveUp = new AbortController();
  const done = new AbortController();
  const abort = () => giveUp.abort();
  signal?.addEventListener("abort", abort);
  void address.clock.sleep(address.timeoutMs ?? defaultTimeoutMs, done.signal).then(
    () => giveUp.abort(timeout),
    () => undefined,
  );
  let response: Response | undefined;
  try {
    // A redirect could carry a key or people's addresses to another host.
    response = await fetch(address.baseUrl + path, {
      ...init,
      headers,
      redirect: "error",
      signal: giveUp.signal,
    });
    return { reply: { status: response.status, headers: response.headers, body: await response.text() } };
  } catch (error) {
    if (giveUp.signal.reason === timeout) return { failure: "timeout" };
    if (response !== undefined) return { failure: giveUp.signal.aborted ? "connection" : "truncated" };
    return { failure: giveUp.signal.aborted || mayHaveArrived(error) ? "connection" : "unreachable" };
  } finally {
    done.abort();
    signal?.removeEventListener("abort", abort);
  }
}

/** A browser says only "failed"; there the gateway keeps what was paid for, so asking it again is free. */
function mayHaveArrived(error: unknown): boolean {
  const code = property(property(error, "cause"), "code");
  return typeof code === "string" && !neverLeft.test(code);
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function headersOf(init: RequestInit): Record<string, string> {
  return Object.fromEntries(new Headers(init.headers).entries());
}
