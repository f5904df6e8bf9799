import { useEffect, useState } from "react";

/** What a field says of an invented person, by path; empty until it is loaded, which the first screen does not wait for. */
export type FieldSamples = Readonly<Record<string, string>>;

/** Sample values, loaded once the pane stands. */
export function useFieldSamples(): FieldSamples {
  const [samples, setSamples] = useState<FieldSamples>({});
  useEffect(() => {
    let isGone = false;
    import(/* webpackChunkName: "field-samples" */ "./state/field-samples").then(
      ({ fieldSamples }) => isGone || setSamples(fieldSamples),
      // Descriptions stand without them.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, []);
  return samples;
}
