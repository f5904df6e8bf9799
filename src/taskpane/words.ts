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
