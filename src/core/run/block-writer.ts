import type { Clock } from "../clock";
import { SheetError } from "./sheet";

/** How rows become blocks. */
export interface BlockWriterOptions<Row> {
  /** Writes one block; called for one block at a time. */
  readonly write: (rows: readonly Row[]) => Promise<void>;
  /** Bytes a row adds to its block, roughly. */
  readonly bytesOf: (row: Row) => number;
  readonly clock: Clock;
  /** Called once, with what a write rejected with; rows added later are dropped. */
  readonly onFailure: (error: unknown) => void;
  /** A cell is being edited, so that nothing can be written; or it is no longer. */
  readonly onWaiting: (isWaiting: boolean) => void;
  /** How long rows are gathered before they are written. Default 300. */
  readonly gatherMs?: number;
  /** A block is written early, and never grows, past this. Default 500,000. */
  readonly maxBytes?: number;
}

/** Rows that arrive one by one, written in few blocks and in the order they came. */
export interface BlockWriter<Row> {
  add(row: Row): void;
  /** Writes what is left at once; resolves when nothing is pending or a write has failed. */
  drain(): Promise<void>;
  /** What a write rejected with. */
  readonly failure: { readonly error: unknown } | undefined;
}

const cellEditRetryMs = 1_000;
/** An hour: somebody may have left the desk in the middle of a word. */
const cellEditRetries = 3_600;

/** Gathers rows by time and size. A block too large for Excel is halved; a cell being edited is waited for. */
export function createBlockWriter<Row>(options: BlockWriterOptions<Row>): BlockWriter<Row> {
  const { clock, bytesOf, gatherMs = 300, maxBytes = 500_000 } = options;
  let pending: Row[] = [];
  let pendingBytes = 0;
  let pumping: Promise<void> | undefined;
  let hurry = new AbortController();
  let draining = false;
  let failure: { readonly error: unknown } | undefined;

  async function pump(): Promise<void> {
    while (pending.length > 0 && failure === undefined) {
      await gather();
      const block = takeBlock();
      try {
        await writeBlock(block);
      } catch (error) {
        failure = { error };
        options.onFailure(error);
      }
    }
    // Here and not in a `finally`, so that a row added in the same moment starts a new pump.
    pumping = undefined;
  }

  async function gather(): Promise<void> {
    if (draining || pendingBytes >= maxBytes) return;
    hurry = new AbortController();
    await clock.sleep(gatherMs, hurry.signal).catch(() => undefined);
  }

  function takeBlock(): readonly Row[] {
    let bytes = 0;
    let rows = 0;
    for (const row of pending) {
      bytes += bytesOf(row);
      if (rows > 0 && bytes > maxBytes) break;
      rows += 1;
    }
    const block = pending.slice(0, rows);
    pending = pending.slice(rows);
    pendingBytes = pending.reduce((sum, row) => sum + bytesOf(row), 0);
    return block;
  }

  async function writeBlock(block: readonly Row[]): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await options.write(block);
        if (attempt > 0) options.onWaiting(false);
        return;
      } catch (error) {
        const code = error instanceof SheetError ? error.code : undefined;
        if (code === "payload_too_large" && block.length > 1) {
          const half = Math.ceil(block.length / 2);
          await writeBlock(block.slice(0, half));
          await writeBlock(block.slice(half));
          return;
        }
        if (code !== "cell_edit_mode" || attempt >= cellEditRetries) throw error;
        if (attempt === 0) options.onWaiting(true);
        await clock.sleep(cellEditRetryMs);
      }
    }
  }

  return {
    add(row) {
      if (failure !== undefined) return;
      pending.push(row);
      pendingBytes += bytesOf(row);
      if (pendingBytes >= maxBytes) hurry.abort();
      pumping ??= pump();
    },
    async drain() {
      draining = true;
      hurry.abort();
      await pumping;
      draining = false;
    },
    get failure() {
      return failure;
    },
  };
}
