import type { Account } from "../core/connection";

const numbers = new Intl.NumberFormat("en-US");

/** A whole number with its noun: "1 row", "1,204 rows". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numbers.format(count)} ${count === 1 ? one : many}`;
}

export function rowsText(count: number): string {
  return counted(count, "row");
}

export function creditsText(count: number): string {
  return counted(count, "credit");
}

/** What the key in use can do: "1,200 credits left, 15 requests a minute". */
export function accountText(account: {
  readonly credits: number | undefined;
  readonly requestsPerMinute: number | undefined;
}): string {
  const { credits, requestsPerMinute } = account;
  const parts = [
    credits === undefined ? undefined : `${creditsText(credits)} left`,
    requestsPerMinute === undefined ? undefined : `${counted(requestsPerMinute, "request")} a minute`,
  ];
  return parts.filter((part) => part !== undefined).join(", ");
}

/** What a key of one's own is worth where people are invented; a sentence to follow another, or nothing. */
export function anyKeyText({ people, source }: Account): string {
  return people === "invented" && source === "personal" ? " The sandbox takes any key: its people stay invented." : "";
}

/** A time as people say it: "20 s", "3 min", "1 h 5 min". */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A day and time of this year or another, in the device's time zone: "Nov 23, 14:05". */
export function momentText(ms: number): string {
  return new Date(ms).toLocaleString("en-US", {
    ...{ month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  });
}
