type Granted = (lock: Lock | null) => unknown;

interface Request {
  readonly name: string;
  readonly mode: LockMode;
  readonly grant: () => void;
}

/** The browser's locks, as `navigator.locks` shares them between the windows of one origin. */
export interface MemoryLocks {
  /** The locks as one window has them; `close` ends it as a crash does: all it holds is free. */
  window(): { readonly locks: LockManager; close(): void };
}

export function createMemoryLocks(): MemoryLocks {
  const held: Request[] = [];
  const queue: Request[] = [];

  const isFree = ({ name, mode }: Pick<Request, "name" | "mode">, ahead: readonly Request[]): boolean =>
    [...held, ...ahead].every((other) => other.name !== name || (mode === "shared" && other.mode === "shared"));

  function grantNext(): void {
    for (const [index, request] of [...queue.entries()]) {
      if (!isFree(request, queue.slice(0, index))) continue;
      queue.splice(queue.indexOf(request), 1);
      held.push(request);
      request.grant();
      grantNext();
      return;
    }
  }

  function release(request: Request): void {
    const index = held.indexOf(request);
    if (index >= 0) held.splice(index, 1);
    grantNext();
  }

  return {
    window() {
      const own: Request[] = [];
      let isClosed = false;

      async function request(name: string, options: LockOptions | Granted, granted?: Granted): Promise<unknown> {
        const { mode = "exclusive", ifAvailable = false } = typeof options === "function" ? {} : options;
        const answer = typeof options === "function" ? options : granted;
        if (ifAvailable && !isFree({ name, mode }, queue)) return answer?.(null);
        const asked: { request?: Request } = {};
        await new Promise<void>((grant) => {
          asked.request = { name, mode, grant };
          own.push(asked.request);
          queue.push(asked.request);
          grantNext();
        });
        if (isClosed) return new Promise(() => undefined);
        try {
          return await answer?.({ name, mode });
        } finally {
          if (asked.request !== undefined) release(asked.request);
        }
      }

      const info = ({ name, mode }: Request): LockInfo => ({ name, mode, clientId: "window" });
      return {
        locks: {
          request: request,
          query: () => Promise.resolve({ held: held.map(info), pending: queue.map(info) }),
        },
        close() {
          isClosed = true;
          for (const one of own) {
            if (queue.includes(one)) queue.splice(queue.indexOf(one), 1);
            release(one);
          }
        },
      };
    },
  };
}
