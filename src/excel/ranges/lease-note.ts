/** What a lease says of itself in the workbook. */
export interface LeaseNote {
  readonly sinceMs: number;
  readonly renewedMs: number;
  readonly runId: string;
  readonly address: string;
  /** A display name, the only thing in it about a person. */
  readonly who: string;
}

const version = "enrich1";
const divider = "|";
/** Excel takes 255 characters; none of these comes near their share in ordinary use. */
const longest = { runId: 60, address: 60, who: 60 };

/** One line of plain text, at most 255 characters. */
export function writeLeaseNote({ sinceMs, renewedMs, runId, address, who }: LeaseNote): string {
  const texts = [runId.slice(0, longest.runId), address.slice(0, longest.address), who.slice(0, longest.who)].map(
    (text) => text.replaceAll(divider, " ").replace(/[\r\n\t]+/gu, " "),
  );
  return [version, sinceMs, renewedMs, ...texts].join(divider);
}

/** `undefined` for anything that is not such a line. */
export function readLeaseNote(text: string): LeaseNote | undefined {
  const [start, since = "", renewed = "", runId, address, who] = text.split(divider);
  if (start !== version || runId === undefined || address === undefined || who === undefined) return undefined;
  const [sinceMs, renewedMs] = [Number(since), Number(renewed)];
  return Number.isFinite(sinceMs) && Number.isFinite(renewedMs)
    ? { sinceMs, renewedMs, runId, address, who }
    : undefined;
}
