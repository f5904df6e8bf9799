/** What is there, or the promise of what is still to come. */
export type Soon<Value> = Value | Promise<Value>;

/** What `use` makes of it: at once where it is there. */
export function following<Value, Result>(value: Soon<Value>, use: (value: Value) => Result): Soon<Result> {
  return value instanceof Promise ? value.then(use) : use(value);
}

/** All of them: at once where nothing is still to come. */
export function together<Value>(values: readonly Soon<Value>[]): Soon<readonly Value[]> {
  return values.every(isThere) ? values : Promise.all(values);
}

function isThere<Value>(value: Soon<Value>): value is Value {
  return !(value instanceof Promise);
}
