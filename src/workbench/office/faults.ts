/** Refusals that tests and scripts can ask for. */
export type FaultName = "cellEditMode" | "payloadTooLarge" | "sessionExpired";

/** The Office error code of each refusal. */
const CODES: Readonly<Record<FaultName, number>> = {
  cellEditMode: 5004,
  payloadTooLarge: 5103,
  sessionExpired: 5012,
};

/** Refusals still to come. */
export interface Faults {
  /** The next `times` requests to the workbook are refused; 0 takes the fault back. */
  set(name: FaultName, times: number): void;
  /** The code to refuse the current request with, if it is to be refused. */
  next(): number | undefined;
}

export function createFaults(): Faults {
  const left = new Map<FaultName, number>();
  return {
    set: (name, times) => void left.set(name, times),
    next() {
      for (const [name, times] of left) {
        if (times <= 0) continue;
        left.set(name, times - 1);
        return CODES[name];
      }
      return undefined;
    },
  };
}
