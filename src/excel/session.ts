import type { Formulas } from "./functions/formulas";

/** What the functions need of the add-in that runs in this workbook. */
export interface Session {
  readonly formulas: Formulas;
}

let current: Session | undefined;

/** Makes this the session that functions called from now on belong to. */
export function startSession(session: Session): void {
  current = session;
}

/** The session under way. Throws before there is one. */
export function session(): Session {
  if (current === undefined) throw new Error("The add-in has not started yet.");
  return current;
}
