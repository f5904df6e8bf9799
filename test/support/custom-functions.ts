/** `CustomFunctions` as Excel's runtime defines it, as far as functions use it; `associated` holds what was registered. */
export function installCustomFunctions() {
  const associated = new Map<string, (...args: never[]) => unknown>();
  class CustomFunctionsError extends Error {
    constructor(
      readonly code: string,
      message?: string,
    ) {
      super(message);
    }
  }
  const runtime = {
    Error: CustomFunctionsError,
    ErrorCode: { invalidValue: "#VALUE!", notAvailable: "#N/A" },
    associate: (id: string, implementation: (...args: never[]) => unknown) => {
      associated.set(id, implementation);
    },
  };
  Object.assign(globalThis, { CustomFunctions: runtime });
  return { associated, CustomFunctionsError };
}

/** `Office` with these versions of CustomFunctionsRuntime; `undefined` takes it away again. */
export function installOffice(customFunctionsRuntime: string | undefined): void {
  const isSetSupported = (name: string, version = "1.1") =>
    name === "CustomFunctionsRuntime" && customFunctionsRuntime !== undefined && version <= customFunctionsRuntime;
  const office = customFunctionsRuntime === undefined ? undefined : { context: { requirements: { isSetSupported } } };
  Object.assign(globalThis, { Office: office });
}
