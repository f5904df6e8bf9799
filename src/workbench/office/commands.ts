import { createDeferred, type Deferred } from "./deferred";
import { numberOf, recordOf, textOf } from "./json";

/** How the event that starts a command is called. */
export const COMMAND_EVENT = "appCommandInvoked";

/** Ribbon buttons that run a function of the add-in. */
export interface Commands {
  /** Resolves when the add-in calls `event.completed()`; rejects where it knows no such function. */
  run(functionName: string, controlId: string): Promise<void>;
  /** The page is able to take commands: sends those that waited. */
  onRegistered(): void;
  /** Takes the client's word that a command has ended. */
  complete(data: unknown): void;
  /** Rejects what is under way: the page is gone. */
  abandon(): void;
}

interface RunningCommand extends Deferred<undefined> {
  readonly functionName: string;
  readonly controlId: string;
}

export function createCommands(emit: (eventName: string, data: unknown) => boolean): Commands {
  const running = new Map<string, RunningCommand>();
  const waiting = new Set<string>();
  let nextId = 1;

  function send(callId: string): void {
    const command = running.get(callId);
    if (!command) return;
    const source = JSON.stringify({ source: { id: command.controlId } });
    if (emit(COMMAND_EVENT, [callId, command.functionName, source])) waiting.delete(callId);
    else waiting.add(callId);
  }

  return {
    run(functionName, controlId) {
      const callId = `command${nextId++}`;
      const command = { ...createDeferred<undefined>(), functionName, controlId };
      running.set(callId, command);
      send(callId);
      return command.promise;
    },
    onRegistered() {
      for (const callId of [...waiting]) send(callId);
    },
    complete(data) {
      const callId = textOf(recordOf(data)["0"]);
      const status = numberOf(recordOf(data)["1"]);
      const command = running.get(callId);
      running.delete(callId);
      if (status === 0) command?.resolve(undefined);
      else command?.reject(new Error(`The add-in has not associated the command ${command.functionName} (${status}).`));
    },
    abandon() {
      for (const [callId, command] of running) {
        if (waiting.has(callId)) continue;
        running.delete(callId);
        command.reject(new Error(`The add-in was reloaded before the command ${command.functionName} had completed.`));
      }
    },
  };
}
