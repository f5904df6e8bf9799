import { useEffect, useState } from "react";
import type { Period } from "./days";
import type { UsageReading, UsageSource } from "./usage-source";

export interface ShownUsage {
  /** The last that was read, also while other days are being read; nothing at first. */
  readonly reading: UsageReading | undefined;
  readonly isLoading: boolean;
  /** Asks again, without what was shown where `isAnew`: as somebody else, for instance. */
  readonly reload: (isAnew?: boolean) => void;
}

interface Asked {
  readonly period: Period | undefined;
  readonly attempt: number;
}

/** Reads usage of `period`, where there is one, and again whenever it changes; a reading overtaken by another is dropped. */
export function useUsage(source: UsageSource, period: Period | undefined): ShownUsage {
  const [attempt, setAttempt] = useState(0);
  const [read, setRead] = useState<{ readonly reading: UsageReading; readonly asked: Asked }>();
  const { from, to } = period ?? {};

  useEffect(() => {
    if (from === undefined || to === undefined) return undefined;
    const ending = new AbortController();
    source.read({ from, to }, ending.signal).then(
      (reading) => {
        if (!ending.signal.aborted) setRead({ reading, asked: { period: { from, to }, attempt } });
      },
      (error: unknown) => {
        if (!ending.signal.aborted) throw error;
      },
    );
    return () => ending.abort();
  }, [source, from, to, attempt]);

  const isCurrent = read?.asked.attempt === attempt && read.asked.period?.from === from && read.asked.period?.to === to;
  return {
    reading: read?.reading,
    isLoading: period !== undefined && !isCurrent,
    reload(isAnew = false) {
      if (isAnew) setRead(undefined);
      setAttempt((count) => count + 1);
    },
  };
}

/** Whether the gateway's people are invented; asked once there is something to show. */
export function useInvented(source: UsageSource, isShown: boolean): boolean {
  const [isInvented, setIsInvented] = useState(false);
  useEffect(() => {
    if (!isShown) return undefined;
    const ending = new AbortController();
    void source.isInvented(ending.signal).then((answer) => {
      if (answer && !ending.signal.aborted) setIsInvented(true);
    });
    return () => ending.abort();
  }, [source, isShown]);
  return isInvented && isShown;
}
