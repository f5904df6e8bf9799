import { createLru } from "./answers/lru";

/** The same function, which reads each of the last `limit` texts only once; for what depends on nothing but the text. */
export function remembered<Result extends object>(
  limit: number,
  read: (text: string) => Result,
): (text: string) => Result {
  const known = createLru<string, Result>(limit);
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = read(text);
    known.set(text, result);
    return result;
  };
}
