import type { Outcome } from "../../core/enricher";
import type { HeldLookups } from "../held-lookups";
import type { LookupEnd, Meters } from "./meters";

/** The same lookups, counted in passing. */
export function meteredLookups(lookups: HeldLookups, meters: Pick<Meters, "lookupBegan">): HeldLookups {
  return {
    kept: (lookup) => lookups.kept(lookup),
    hold(lookup, options) {
      const ended = meters.lookupBegan(options.priority ?? "formula");
      const held = lookups.hold(lookup, options);
      held.outcome.then(
        (outcome) => ended(endOf(outcome)),
        () => ended("withdrawn"),
      );
      return held;
    },
  };
}

function endOf({ origin, joined }: Outcome): LookupEnd {
  return origin === "asked" && joined === true ? "joined" : origin;
}
