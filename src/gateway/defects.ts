/** Told of what our own code or store could not do; it says nothing of whom it was about. */
export type OnDefect = (cause: unknown) => void;

/** What a log may tell of an error: its kind and place. Its message may quote a body, a name or an address. */
export function placeOf(error: unknown): { readonly name: string; readonly at: string | undefined } {
  if (!(error instanceof Error)) return { name: typeof error, at: undefined };
  const { name, message, stack = "" } = error;
  // A message may have lines that look like places.
  const places = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : "";
  const frame = places.split("\n").find((line) => frameShape.test(line));
  return { name: nameShape.test(name) ? name : "Error", at: frame?.trim() };
}

/** A function and where it stands in our code or a library's. */
const frameShape = /^\s+at .{1,300}:\d+:\d+\)?$/;
const nameShape = /^[A-Za-z]{0,50}(Error|Exception|Passed)$/;
