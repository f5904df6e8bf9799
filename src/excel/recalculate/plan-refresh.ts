import type { KeptAnswer } from "../../core/answer";
import type { Clock } from "../../core/clock";
import type { Enricher, Lookup } from "../../core/enricher";
import type { RefreshChoice, RefreshPlan } from "../../core/formulas/formula-work";
import type { RefreshFlags } from "../../core/service";
import type { AskingCell } from "./asking-cells";

export interface PlanParts {
  readonly enricher: Pick<Enricher, "kept" | "quote">;
  readonly clock: Clock;
  readonly refreshFlags: () => RefreshFlags;
}

/** A cell as the plan sees it: `hasErrors` where it, or what it spills, shows an error. */
export interface SeenCell extends AskingCell {
  readonly hasErrors: boolean;
}

const dayMs = 86_400_000;

/** Chooses whom to ask again, each person once with all that the formulas want, and prices it. */
export async function planRefresh(
  cells: readonly SeenCell[],
  { choice, sheetId }: { readonly choice: RefreshChoice; readonly sheetId: string },
  { enricher, clock, refreshFlags }: PlanParts,
): Promise<RefreshPlan> {
  const isChosen = chooser(choice, clock.now());
  const people = new Map<string, Lookup>();
  const shownAnew = new Set<string>();
  const verdicts = await Promise.all(
    cells.map(async (cell) => {
      const found = await Promise.all(
        cell.calls.map(async ({ lookups = [] }, index) =>
          Promise.all(lookups.map(async (lookup) => verdictOf(lookup, index, await enricher.kept(lookup)))),
        ),
      );
      return found.flat();

      function verdictOf(lookup: Lookup, index: number, kept: KeptAnswer | undefined) {
        // Behind another call, as in IFERROR, somebody never asked for is not asked again either.
        if (index > 0 && kept === undefined) return { lookup, verdict: "leave" as const };
        return { lookup, verdict: isChosen(cell, kept) };
      }
    }),
  );
  let formulas = 0;
  for (const found of verdicts) {
    const wanted = found.filter(({ verdict }) => verdict !== "leave");
    if (wanted.length > 0) formulas += 1;
    for (const { lookup, verdict } of wanted) {
      const { key } = lookup.identifier;
      if (verdict === "show") shownAnew.add(key);
      else people.set(key, together(people.get(key), lookup));
    }
  }
  const flags = refreshFlags();
  const lookups = [...people.values()].map((lookup) => ({ ...lookup, options: { ...lookup.options, ...flags } }));
  const quote = await enricher.quote(lookups, { refresh: true });
  return {
    ...quote,
    ...{ choice, sheetId, formulas, lookups },
    unreadable: cells.filter(({ calls }) => calls.some(({ lookups: who }) => who === undefined)).length,
    shownAnew: [...shownAnew].filter((key) => !people.has(key)),
  };
}

type Verdict = "ask" | "show" | "leave";

function chooser(choice: RefreshChoice, nowMs: number): (cell: SeenCell, kept: KeptAnswer | undefined) => Verdict {
  switch (choice.which) {
    case "selection":
    case "sheet":
      return () => "ask";
    case "older":
      return (_, kept) => (kept !== undefined && kept.asOf < nowMs - choice.days * dayMs ? "ask" : "leave");
    case "errors":
      return (cell, kept) => {
        if (!cell.hasErrors && !showsFallback(cell)) return "leave";
        if (kept === undefined) return "ask";
        if (kept.status === "matched") return "show";
        return choice.withNoMatch === true && kept.status === "not_found" ? "ask" : "leave";
      };
  }
}

/** Whether a formula that may hide an error, as in `IFERROR(…, "?")`, shows what it says instead. */
function showsFallback({ calls, formula, value }: AskingCell): boolean {
  if (calls.every(({ isWhole }) => isWhole)) return false;
  return value === "" || (typeof value === "string" && formula.includes(`"${value.replaceAll('"', '""')}"`));
}

/** One lookup that serves both: all sections, the lower threshold. */
function together(one: Lookup | undefined, other: Lookup): Lookup {
  if (one === undefined) return other;
  const minScore = Math.min(one.options?.minScore ?? 0, other.options?.minScore ?? 0);
  return {
    identifier: one.identifier,
    sections: [...new Set([...one.sections, ...other.sections])],
    ...(minScore > 0 ? { options: { minScore } } : {}),
  };
}
