import { createBulkRunner } from "../../src/core/run/create-bulk-runner";
import type { RunRequest } from "../../src/core/run/run-request";
import type { RunState } from "../../src/core/run/bulk-run";
import type { EnrichService } from "../../src/core/service";
import { enricherKit } from "./enricher-kit";
import { createFakeClock, type FakeClock } from "./fake-clock";
import { recordingService } from "./recording-service";
import { openExcelPeople, type ExcelPeople } from "./excel-people";

/** What came of a run beside a co-author. */
export interface CoauthoredRun {
  readonly edits: number;
  /** Writes that met the sheet changed since the keys were read, and had to be put right. */
  readonly requests: number;
  /** Rows whose person still stands on the sheet at the end. */
  readonly standing: number;
  /** Of these, rows that hold exactly what belongs beside their person. */
  readonly right: number;
  /** Rows with anything beside them that does not belong there. */
  readonly wrong: readonly string[];
  /** Rows whose person stands there, with nothing written beside. */
  readonly lost: readonly string[];
  readonly state: RunState["status"];
  readonly seconds: number;
}

const fields = ["basic_profile.name", "basic_profile.headline"];

/**
 * A bulk run over the real office.js and the real enricher, while a co-author inserts, deletes and sorts rows before
 * requests of the add-in: also between the reading of the keys and the writing beside them.
 */
export async function coauthoredRun(options: {
  readonly seed: number;
  readonly rows: number;
  readonly edits: number;
}): Promise<CoauthoredRun> {
  const random = seededRandom(options.seed);
  const people = Array.from({ length: options.rows }, (_, index) => [
    `https://www.linkedin.com/in/person-${index}`,
    `note of person-${index}`,
  ]);
  const excel = openExcelPeople([["Profile", "Notes"], ...people], { undoSteps: 0 });
  try {
    const clock = createFakeClock();
    const kit = enricherKit({ clock, service: namingService(clock), atOnce: 2 });
    const runner = createBulkRunner({ enricher: kit.enricher, sheet: excel.sheet, clock: kit.clock });
    const settled = async <Result>(work: Promise<Result>): Promise<Result> => {
      const ending = { isOver: false };
      const over = (): void => void (ending.isOver = true);
      work.then(over, over);
      while (!ending.isOver) await kit.clock.advance(50);
      return work;
    };
    excel.select([0, 0, options.rows + 1, 1]);
    await settled(runner.refreshSelection());
    const selection = runner.selection.get();
    if (selection === undefined) throw new Error("Nothing was read.");
    const request: RunRequest = {
      ...{ selection, fields: fields.map((path) => ({ path, columns: 1 })), statusColumn: true, mode: "blanks" },
      ...{ placement: "free", output: "values", refresh: false, capCredits: undefined },
    };
    const quote = await settled(runner.quote(request));
    let edits = 0;
    const started = performance.now();
    const requestsBefore = excel.client.requests;
    excel.client.beforeRequest = () => {
      for (let some = Math.floor(random() * 5); some > 0 && edits < options.edits; some -= 1, edits += 1) {
        editRows(excel, random);
      }
    };
    await settled(runner.start(request, quote));
    excel.client.beforeRequest = undefined;
    const seconds = (performance.now() - started) / 1000;
    const requests = excel.client.requests - requestsBefore;
    return { edits, requests, state: runner.state.get().status, seconds, ...judge(excel) };
  } finally {
    excel.close();
  }
}

/** A service that names every person after the address. */
function namingService(clock: FakeClock): EnrichService {
  const { service } = recordingService(clock, { latencyMs: 400 });
  return {
    async enrich(batch, signal) {
      const reply = await service.enrich(batch, signal);
      if (reply.outcome !== "answered") return reply;
      const rows = reply.rows.map((row, index) => {
        const slug = /[^/:]+$/.exec(batch.identifiers[index]?.key ?? "")?.[0] ?? "";
        return {
          ...row,
          candidates: [{ score: 1, data: { basic_profile: { name: slug, headline: `Head ${slug}` } } }],
        };
      });
      return { ...reply, rows };
    },
  };
}

/** One edit of a co-author below the header row. */
function editRows({ coauthor, workbook: { grid }, sheetId }: ExcelPeople, random: () => number): void {
  const used = grid.usedRect(sheetId);
  const last = used === undefined ? 1 : used.row + used.rowCount;
  const row = 1 + Math.floor(random() * Math.max(1, last - 1));
  const kind = random();
  if (kind < 0.45) coauthor.insertRows(row, 1 + Math.floor(random() * 3));
  else if (kind < 0.8) coauthor.deleteRows(row, 1);
  else coauthor.sort(random() < 0.5 ? 0 : 1);
}

function judge({ texts }: ExcelPeople): Pick<CoauthoredRun, "standing" | "right" | "wrong" | "lost"> {
  const rows = texts().slice(1);
  const wrong: string[] = [];
  const lost: string[] = [];
  let [standing, right] = [0, 0];
  for (const [key = "", note = "", ...beside] of rows) {
    const slug = /\/in\/([\w-]+)$/.exec(key)?.[1];
    const isEmpty = beside.every((text) => text === "");
    if (slug === undefined) {
      if (!isEmpty || note !== "") wrong.push(`no person: ${note} ${beside.join(" | ")}`);
      continue;
    }
    standing += 1;
    const isExact = beside.join("|") === `${slug}|Head ${slug}|Matched`;
    if (note !== `note of ${slug}`) wrong.push(`${slug}: ${note}`);
    else if (isExact) right += 1;
    else if (isEmpty) lost.push(slug);
    else wrong.push(`${slug}: ${beside.join(" | ")}`);
  }
  return { standing, right, wrong, lost };
}

/** The same numbers for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
