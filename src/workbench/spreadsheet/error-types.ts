import { ERROR_TYPE_SET, ErrorType, ErrorValueObject } from "@univerjs/engine-formula";

/** Shown while an add-in function has not answered. */
export const busy = "#BUSY!";

const errorTexts: Set<string> = ERROR_TYPE_SET;

/** Teaches Univer that `#BUSY!` is an error, so that dependents carry it on instead of taking it for a text. */
export function registerBusyError(): void {
  errorTexts.add(busy);
}

export const isErrorText = (value: unknown): value is string => typeof value === "string" && errorTexts.has(value);

/** Univer's error value of this text; `#VALUE!` for a text that is no error. */
export const errorValue = (text: string): ErrorValueObject =>
  ErrorValueObject.create(isErrorType(text) ? text : ErrorType.VALUE);

const isErrorType = (text: string): text is ErrorType => errorTexts.has(text);
