/** A parameter as functions.json describes it. */
export interface FunctionParameter {
  readonly name: string;
  readonly description?: string;
  readonly type?: string;
  readonly dimensionality?: "scalar" | "matrix";
  readonly optional?: boolean;
  readonly repeating?: boolean;
  readonly customEnumId?: string;
}

/** A custom function as functions.json describes it; `fullName` has the namespace, such as `ENRICH.PERSON`. */
export interface FunctionDescription {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly description?: string;
  readonly helpUrl?: string;
  readonly parameters: readonly FunctionParameter[];
  readonly isMatrix: boolean;
  readonly isStreaming: boolean;
  readonly isCancelable: boolean;
  readonly isVolatile: boolean;
  readonly requiresAddress: boolean;
  readonly requiresParameterAddresses: boolean;
}

/** A value offered by AutoComplete for a parameter with a custom enum. */
export interface EnumValue {
  readonly name: string;
  readonly value: string | number;
  readonly tooltip?: string;
}

/** What functions.json offers. */
export interface FunctionCatalogue {
  readonly functions: readonly FunctionDescription[];
  readonly enums: ReadonlyMap<string, readonly EnumValue[]>;
}

/** What a cell can hold. */
export type PlainValue = string | number | boolean | null;

/** A value among results: plain, an error, or a number with a format. */
export type ResultValue =
  | PlainValue
  | { readonly type: "error"; readonly code: string; readonly message?: string }
  | { readonly type: "formattedNumber"; readonly value: number; readonly numberFormat: string };

/** One value, or rows of a spill. */
export type FunctionResult = ResultValue | readonly (readonly ResultValue[])[];

/** One call of an add-in function from a cell, arguments already shaped as functions.json wants them. */
export interface FunctionCall {
  readonly description: FunctionDescription;
  readonly args: readonly unknown[];
  /** The calling cell, such as `People!B2`. */
  readonly address: string;
  readonly parameterAddresses: readonly string[];
  /** The formula is only previewed while it is written: Excel's `isInValuePreview`. */
  readonly isPreview?: boolean;
  /** Called once, or for each value of a streaming function. */
  readonly onResult: (result: FunctionResult) => void;
}

/** The add-in's runtime as the grid sees it: calls made before it is ready wait for it. */
export interface FunctionRuntime {
  /** Starts the calls, in one message; each returns the function that cancels it. */
  invoke(calls: readonly FunctionCall[]): readonly (() => void)[];
}
