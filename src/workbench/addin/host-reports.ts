import type { HostReport } from "../office/office-host";

export const emptyReport: HostReport = { missingMembers: [], invocations: 0, syncs: 0, maxPayloadBytes: 0 };

/** Two reports as one: counts added, the larger payload, each missing member once. */
export function addReports(a: HostReport, b: HostReport): HostReport {
  return {
    missingMembers: [...new Set([...a.missingMembers, ...b.missingMembers])],
    invocations: a.invocations + b.invocations,
    syncs: a.syncs + b.syncs,
    maxPayloadBytes: Math.max(a.maxPayloadBytes, b.maxPayloadBytes),
  };
}
