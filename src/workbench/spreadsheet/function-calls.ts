import type { FunctionCall, FunctionDescription, FunctionResult, FunctionRuntime } from "../functions";
import type { CellPlace } from "./cell-runs";

interface Call {
  readonly key: string;
  readonly place: CellPlace;
  readonly description: FunctionDescription;
  readonly args: readonly unknown[];
  readonly parameterAddresses: readonly string[];
  state: "new" | "sent" | "done";
  result: FunctionResult;
  cancel: (() => void) | undefined;
  /** The last pass that asked for it. */
  pass: number;
}

/** What a formula asks while it is evaluated. */
export interface Ask {
  readonly place: CellPlace;
  readonly description: FunctionDescription;
  readonly args: readonly unknown[];
  readonly parameterAddresses: readonly string[];
}

/**
 * Every call of an add-in function, remembered per cell and arguments: a formula evaluated again for another reason
 * than its own gets the remembered answer, and only what was forgotten is called again.
 */
export interface FunctionCalls {
  /** The answer, or `undefined` while there is none; a call not known yet is sent with the next batch. */
  ask(ask: Ask, pass: number): FunctionResult | undefined;
  /** Ends a pass: calls that its cells no longer make are cancelled, new ones are sent in one message. */
  endPass(pass: number): void;
  /** Forgets the calls of a cell and cancels those under way, so that evaluating it calls again. */
  forget(place: CellPlace): void;
  forgetSheet(sheetId: string): void;
  forgetAll(): void;
  /** Sends what waits; with another runtime, also what the former one had not answered. */
  setRuntime(runtime: FunctionRuntime | undefined): void;
  unsettled(): CellPlace[];
  resultsAt(place: CellPlace): FunctionResult[];
}

interface Options {
  readonly addressOf: (place: CellPlace) => string;
  /** A result came, or another one of a stream. */
  readonly onResult: (place: CellPlace) => void;
  readonly runtime?: FunctionRuntime | undefined;
  readonly isPreview?: boolean;
}

export function createFunctionCalls(options: Options): FunctionCalls {
  const cells = new Map<string, Map<string, Call>>();
  const touched = new Set<string>();
  let fresh: Call[] = [];
  let runtime = options.runtime;

  const send = (): void => {
    if (runtime === undefined || fresh.length === 0) return;
    const calls = fresh.filter(isWanted);
    fresh = [];
    for (const call of calls) call.state = "sent";
    const cancels = runtime.invoke(calls.map((call) => toFunctionCall(call, runtime)));
    calls.forEach((call, index) => {
      call.cancel = cancels[index];
      if (!isWanted(call)) call.cancel?.();
    });
  };
  const isWanted = (call: Call): boolean => cells.get(cellKey(call.place))?.get(call.key) === call;
  const toFunctionCall = (call: Call, sentTo: FunctionRuntime | undefined): FunctionCall => ({
    description: call.description,
    args: call.args,
    address: options.addressOf(call.place),
    parameterAddresses: call.parameterAddresses,
    ...(options.isPreview && { isPreview: true }),
    onResult(result) {
      if (runtime !== sentTo || !isWanted(call)) return;
      if (call.state === "done" && !call.description.isStreaming) return;
      call.state = "done";
      call.result = result;
      options.onResult(call.place);
    },
  });
  const drop = (call: Call): void => {
    if (call.state === "sent" || call.description.isStreaming) call.cancel?.();
  };
  const forgetCell = (key: string): void => {
    const calls = cells.get(key);
    if (calls === undefined) return;
    cells.delete(key);
    for (const call of calls.values()) drop(call);
  };

  return {
    ask({ place, description, args, parameterAddresses }, pass) {
      const at = cellKey(place);
      const key = `${description.fullName} ${JSON.stringify([args, parameterAddresses])}`;
      const calls = cells.get(at) ?? new Map<string, Call>();
      cells.set(at, calls);
      touched.add(at);
      let call = calls.get(key);
      if (call === undefined) {
        call = {
          key,
          place,
          description,
          args,
          parameterAddresses,
          state: "new",
          result: null,
          cancel: undefined,
          pass,
        };
        calls.set(key, call);
        fresh.push(call);
      }
      call.pass = pass;
      return call.state === "done" ? call.result : undefined;
    },
    endPass(pass) {
      for (const at of touched) {
        const calls = cells.get(at);
        if (calls === undefined) continue;
        for (const call of calls.values()) {
          if (call.pass === pass) continue;
          calls.delete(call.key);
          drop(call);
        }
        if (calls.size === 0) cells.delete(at);
      }
      touched.clear();
      send();
    },
    forget: (place) => forgetCell(cellKey(place)),
    forgetSheet(sheetId) {
      for (const [key, calls] of cells) {
        const [call] = calls.values();
        if (call?.place.sheetId === sheetId) forgetCell(key);
      }
    },
    forgetAll() {
      for (const key of [...cells.keys()]) forgetCell(key);
    },
    setRuntime(next) {
      if (next === runtime) return;
      const waiting = [...cells.values()]
        .flatMap((calls) => [...calls.values()])
        .filter(({ state }) => state === "sent");
      for (const call of waiting) {
        call.state = "new";
        call.cancel = undefined;
      }
      fresh.push(...waiting);
      runtime = next;
      send();
    },
    unsettled: () =>
      [...cells.values()]
        .filter((calls) => [...calls.values()].some(({ state }) => state !== "done"))
        .flatMap((calls) => [...calls.values()].slice(0, 1).map(({ place }) => place)),
    resultsAt: (place) => [...(cells.get(cellKey(place))?.values() ?? [])].map(({ result }) => result),
  };
}

const cellKey = ({ sheetId, row, column }: CellPlace): string => `${row} ${column} ${sheetId}`;
