import { createWritable, type Readable } from "../../core/readable";
import type { FieldSet, SharedFieldSets } from "../pane-memory";

/** Field sets that travel with the workbook. */
export interface SharedSets {
  readonly sets: Readable<readonly FieldSet[]>;
  /** Why the last reading or writing failed; a sentence. */
  readonly problem: Readable<string | undefined>;
  share(set: FieldSet): void;
  takeBack(name: string): void;
}

/** The workbook's field sets; read at once, and again before each change, since colleagues change them too. */
export function createSharedSets(port: SharedFieldSets): SharedSets {
  const sets = createWritable<readonly FieldSet[]>([]);
  const problem = createWritable<string | undefined>(undefined);

  async function change(next: (now: readonly FieldSet[]) => readonly FieldSet[] | undefined): Promise<void> {
    try {
      const now = await port.read();
      const wanted = next(now);
      if (wanted !== undefined) await port.write(wanted);
      sets.set(wanted ?? now);
      problem.set(undefined);
    } catch (error) {
      problem.set(error instanceof Error ? error.message : "The workbook could not keep the field set.");
    }
  }
  void change(() => undefined);

  const without = (now: readonly FieldSet[], name: string) => now.filter((set) => set.name !== name);
  return {
    ...{ sets, problem },
    share: (set) => void change((now) => [...without(now, set.name), set]),
    takeBack: (name) => void change((now) => without(now, name)),
  };
}
