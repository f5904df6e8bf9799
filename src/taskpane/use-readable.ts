import { useCallback, useSyncExternalStore } from "react";
import type { Readable } from "../core/readable";

/** The value of a readable, and a new render after each change. */
export function useReadable<Value>(source: Readable<Value>): Value {
  const subscribe = useCallback((listener: () => void) => source.subscribe(listener), [source]);
  return useSyncExternalStore(subscribe, () => source.get());
}
