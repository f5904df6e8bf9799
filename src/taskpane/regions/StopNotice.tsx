import { Button } from "@fluentui/react-components";
import type { EnricherActivity } from "../../core/enricher";
import { Notice } from "../controls/Notice";

const sentences: Readonly<Record<NonNullable<EnricherActivity["stoppedBy"]>, string>> = {
  key_refused: "The service refused the key, so nothing more is asked. Use another key, or ask again if it was mended.",
  no_key: "There is no key to ask with. Add one under Connection.",
  sign_in_needed: "Nobody is signed in, so nothing is asked. Sign in under Connection.",
  not_allowed: "The account you signed in with may not use Enrich, so nothing is asked.",
  credits_used_up: "The credits are used up, so nothing more is asked. Add credits to the account, then ask again.",
};

/** Why all asking stands still, formulas included, and the way on. */
export function StopNotice(props: {
  readonly reason: NonNullable<EnricherActivity["stoppedBy"]>;
  readonly onResume: () => void;
}) {
  return (
    <Notice tone="problem">
      {sentences[props.reason]}
      {(props.reason === "key_refused" || props.reason === "credits_used_up") && (
        <Button size="small" onClick={props.onResume}>
          Ask again
        </Button>
      )}
    </Notice>
  );
}
