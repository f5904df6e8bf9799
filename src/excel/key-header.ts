/** How a key leaves this device, and the only way it does: the gateway's own tokens say who asks, any other key pays. */
export function keyHeader(key: string | undefined): Record<string, string> {
  if (key === undefined) return {};
  return isTeamToken(key) ? { authorization: `Bearer ${key}` } : { "x-personal-key": key };
}

/** Whether a key is a token of the team's gateway: it opens the team's account, and pays for nothing itself. */
export function isTeamToken(key: string): boolean {
  return /^enrich_[0-9a-f]{8}_[\w-]{43}$/.test(key);
}
