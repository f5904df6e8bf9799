/** Told of what our own code or store could not do; it says nothing of whom it was about. */
export type OnDefect = (cause: unknown) => void;

/** What a log may tell of an error: its kind and place. Its message may quote a body, a name or an address. */
export function placeOf(error: unknown): { readonly name: string; readonly at: string | undefined } {
  if (!(error instanceof Error)) return { name: typeof error, at: undefined };
  const { name, message, stack = "" } = error;
  // A message may have lines that look like places.
  const places = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : "";
  const frame = places.split("\n").find((line) => /^\s+at /.test(line));
  return { name: nameShape.test(name) ? name : "Error", at: frame?.trim() };
}

const nameShape = /^[A-Za-z]{1,60}$/;
