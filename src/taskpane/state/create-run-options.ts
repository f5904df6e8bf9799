import { createWritable, type Readable, type Writable } from "../../core/readable";
import type { FillMode, RunRequest } from "../../core/run/run-request";
import { overwritesOf, type QuoteState } from "./quote-state";

/** How the chosen fields are written, beside which of them. */
export interface RunOptions {
  readonly mode: Writable<FillMode>;
  /** A person agreed to write over the cells the quote counts; taken back when these change. */
  readonly agreed: Writable<boolean>;
  readonly refresh: Writable<boolean>;
  readonly statusColumn: Writable<boolean>;
  readonly placement: Writable<RunRequest["placement"]>;
  readonly output: Writable<RunRequest["output"]>;
  readonly capCredits: Writable<number | undefined>;
  /** What changes the quote. */
  readonly all: readonly Readable<unknown>[];
  /** Drops an agreement that was given for other cells. */
  follow(quote: QuoteState): void;
  /** After a run: what was agreed to, or asked for, was for that run alone; a try leaves both for the rest. */
  endRun(wasTry: boolean): void;
}

/** The options as they stand at first: blanks only, plain values, right of the selection, no cap. */
export function createRunOptions(): RunOptions {
  const mode = createWritable<FillMode>("blanks");
  const agreed = createWritable(false);
  const refresh = createWritable(false);
  const statusColumn = createWritable(true);
  const placement = createWritable<RunRequest["placement"]>("free");
  const output = createWritable<RunRequest["output"]>("values");
  const capCredits = createWritable<number | undefined>(undefined);
  let cellsAgreedOn = "";

  // Asking again and then leaving every full cell as it is would spend for nothing.
  refresh.subscribe(() => mode.set(refresh.get() ? "overwrite" : "blanks"));

  return {
    ...{ mode, agreed, refresh, statusColumn, placement, output, capCredits },
    all: [mode, refresh, statusColumn, placement, output, capCredits],
    follow(quote) {
      if (quote.status !== "ready") return;
      const { request, quote: now } = quote;
      const cells = JSON.stringify([
        request.selection.column.address,
        request.mode,
        now.target.columns,
        overwritesOf(quote),
      ]);
      if (cells !== cellsAgreedOn) agreed.set(false);
      cellsAgreedOn = cells;
    },
    endRun(wasTry) {
      if (!wasTry) {
        refresh.set(false);
        mode.set("blanks");
      }
      agreed.set(false);
    },
  };
}
