/** An ordinary add-in page: task pane, functions and a command, unaware of who hosts it. */
interface Seen {
  canceled: number;
  commands: string[];
  events: unknown[];
  visibility: string[];
  ready: Promise<unknown>;
  kept?: Excel.Range;
}

declare global {
  interface Window {
    seen: Seen;
  }
}

const seen: Seen = { canceled: 0, commands: [], events: [], visibility: [], ready: Office.onReady() };
window.seen = seen;

const wait = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs));

CustomFunctions.associate("ADD", (a: number, b: number | null, invocation: CustomFunctions.Invocation) => {
  return invocation.functionName === undefined ? "no invocation" : a + (b ?? 100);
});
CustomFunctions.associate("LATER", async (name: string) => {
  await wait(5);
  return `Hello ${name}`;
});
CustomFunctions.associate("GRID", () => [
  [1, 2],
  ["x", true],
]);
CustomFunctions.associate("MIXED", () => [
  ["ok", new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, "nobody")],
]);
CustomFunctions.associate("FAIL", () => {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- its types do not say that it is an Error
  throw new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, "No match. 0 credits.");
});
CustomFunctions.associate("CRASH", () => {
  throw new TypeError("boom");
});
CustomFunctions.associate("WHERE", (invocation: CustomFunctions.Invocation) => invocation.address);
CustomFunctions.associate(
  "SLOW",
  (invocation: CustomFunctions.CancelableInvocation) =>
    new Promise(() => {
      invocation.onCanceled = () => {
        seen.canceled += 1;
      };
    }),
);
CustomFunctions.associate("CLOCK", (invocation: CustomFunctions.StreamingInvocation<number>) => {
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
    invocation.setResult(ticks);
  }, 20);
  invocation.onCanceled = () => {
    seen.canceled += 1;
    clearInterval(timer);
  };
});
CustomFunctions.associate("DATE", () => ({
  type: "FormattedNumber",
  basicValue: 45000,
  numberFormat: "yyyy-mm-dd",
}));

Office.actions.associate("sayHello", (event: Office.AddinCommands.Event) => {
  seen.commands.push(event.source.id);
  event.completed();
});

export type { Seen };
