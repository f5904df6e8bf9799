import type { FunctionCall, FunctionCatalogue, FunctionDescription, FunctionRuntime } from "../functions";
import { createDeferred } from "./deferred";
import { readReport, resultOf } from "./function-results";
import { type DefinedType, defineType, type HostObject } from "./host-object";
import { listOf } from "./json";
import type { MessageEntry } from "./message-entry";

const CATEGORY = 1;
const INVOKE = 1000;
const CANCEL = 1001;
const CANCELABLE = 1;
const STREAMING = 2;

/** Features the client is told of: smaller result messages after a size error, and shorter pauses between them. */
const ENABLED_FEATURES = [1, 2, 4];

interface PendingCall {
  readonly call: FunctionCall;
  /** The number it was sent under; `undefined` while it waits for the runtime. */
  invocationId: number | undefined;
  isOver: boolean;
}

/** The custom-function side of one add-in frame. */
interface FunctionHost {
  readonly runtime: FunctionRuntime;
  /** What the client sends its readiness and its results to. */
  readonly service: HostObject;
  /** Resolves when functions may be invoked; a promise anew after each restart. */
  readonly ready: () => Promise<void>;
  /** The frame has been loaded anew: calls under way are made again once it is ready. */
  restart(): void;
  invocations(): number;
}

/** Sends calls with `send`, once the client has said that it is ready. */
export function createFunctionHost(options: {
  readonly send: (entries: readonly MessageEntry[]) => void;
  readonly catalogue: FunctionCatalogue;
}): FunctionHost {
  const known = new Set(options.catalogue.functions.map(({ id }) => id.toUpperCase()));
  const sent = new Map<number, PendingCall>();
  let waiting: readonly PendingCall[] = [];
  let isReady = false;
  let readiness = createDeferred<undefined>();
  let nextInvocation = 1;
  let invocations = 0;

  function sendAll(pending: readonly PendingCall[]): void {
    const due = pending.filter(({ isOver }) => !isOver);
    if (due.length === 0) return;
    invocations += due.length;
    options.send(
      due.map((item) => {
        const invocationId = nextInvocation++;
        item.invocationId = invocationId;
        sent.set(invocationId, item);
        return invocationEntry(invocationId, item.call);
      }),
    );
  }

  function start(call: FunctionCall): PendingCall {
    const pending: PendingCall = { call, invocationId: undefined, isOver: false };
    if (known.has(call.description.id.toUpperCase())) return pending;
    pending.isOver = true;
    const message = `The add-in offers no function ${call.description.fullName}.`;
    call.onResult({ type: "error", code: "#NAME?", message });
    return pending;
  }

  function cancel(pending: PendingCall): void {
    if (pending.isOver) return;
    pending.isOver = true;
    const { invocationId } = pending;
    if (invocationId === undefined || !sent.delete(invocationId)) return;
    if (flagsOf(pending.call.description) === 0) return;
    const message = JSON.stringify({ invocationId });
    options.send([[CATEGORY, CANCEL, "", message, invocationId, false]]);
  }

  function settle(wire: unknown): void {
    const report = readReport(wire);
    const pending = report && sent.get(report.invocationId);
    if (!report || !pending) return;
    const { description, onResult } = pending.call;
    if (!description.isStreaming) {
      pending.isOver = true;
      sent.delete(report.invocationId);
    }
    onResult(resultOf(report, description.fullName));
  }

  const serviceType: DefinedType<object> = defineType<object>({
    type: "CustomFunctions",
    methods: {
      _SetOsfControlContainerReadyForCustomFunctions: () => {
        isReady = true;
        readiness.resolve(undefined);
        const due = waiting;
        waiting = [];
        sendAll(due);
      },
      _GetEnabledFeatures: () => ENABLED_FEATURES,
      setInvocationArrayResults: (_, [results]) => listOf(results).forEach(settle),
      setInvocationResults: (_, [results]) => listOf(results).forEach(settle),
    },
    links: { customFunctions: () => service },
  });
  const service: HostObject = serviceType.of({});

  return {
    runtime: {
      invoke(calls) {
        const pending = calls.map(start);
        if (isReady) sendAll(pending);
        else waiting = [...waiting, ...pending];
        return pending.map((item) => () => cancel(item));
      },
    },
    service,
    ready: () => readiness.promise.then(() => undefined),
    restart() {
      if (isReady) readiness = createDeferred<undefined>();
      isReady = false;
      waiting = [...sent.values(), ...waiting].filter(({ isOver }) => !isOver);
      sent.clear();
    },
    invocations: () => invocations,
  };
}

function flagsOf({ isCancelable, isStreaming }: FunctionDescription): number {
  return (isCancelable ? CANCELABLE : 0) | (isStreaming ? STREAMING : 0);
}

function invocationEntry(invocationId: number, call: FunctionCall): MessageEntry {
  const { description, address, parameterAddresses } = call;
  const message = JSON.stringify([
    invocationId,
    description.id.toUpperCase(),
    paddedArguments(call),
    description.requiresAddress ? address : null,
    flagsOf(description),
    description.requiresParameterAddresses ? parameterAddresses : null,
  ]);
  return [CATEGORY, INVOKE, "", message, invocationId, false];
}

/**
 * One argument for each declared parameter: the client appends the invocation object, which would otherwise land in the
 * place of an optional parameter that was left out. All other shaping (matrices, repeating parameters, types) is the grid's.
 */
function paddedArguments({ args, description: { parameters } }: FunctionCall): readonly unknown[] {
  const missing = parameters.slice(args.length).map(({ repeating }) => (repeating === true ? [] : null));
  return [...args.map((value) => value ?? null), ...missing];
}
