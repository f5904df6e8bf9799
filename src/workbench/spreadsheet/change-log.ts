import type { GridChange } from "../grid";

/** Changes of a turn, told to listeners when it has ended. */
export interface ChangeLog {
  /** Runs an edit of this project's own, which says itself what it changed. */
  edit(change: GridChange | undefined, work: () => void): void;
  /** What Univer did by itself: a person at the grid, or undo. */
  observed(change: GridChange): void;
  /** `true` during `edit`. */
  isOwnEdit(): boolean;
  onChange(listener: (change: GridChange) => void): () => void;
}

export function createChangeLog(): ChangeLog {
  const listeners = new Set<(change: GridChange) => void>();
  let turn: { readonly change: GridChange; readonly isOwn: boolean }[] = [];
  let depth = 0;

  const tell = (): void => {
    const entries = turn;
    turn = [];
    // Univer rewrites formulas in the course of a structural edit: that is one change, not two.
    const isStructural = entries.some(({ change, isOwn }) => !isOwn && structural.has(change.type));
    for (const { change, isOwn } of entries) {
      if (isStructural && !isOwn && change.type === "edited") continue;
      for (const listener of [...listeners]) listener(change);
    }
  };
  const add = (change: GridChange, isOwn: boolean): void => {
    if (turn.length === 0) queueMicrotask(tell);
    turn.push({ change, isOwn });
  };
  return {
    edit(change, work) {
      depth += 1;
      try {
        work();
      } finally {
        depth -= 1;
      }
      if (change !== undefined) add(change, true);
    },
    observed(change) {
      if (depth === 0) add(change, false);
    },
    isOwnEdit: () => depth > 0,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const structural = new Set<GridChange["type"]>([
  "rowsInserted",
  "rowsDeleted",
  "columnsInserted",
  "columnsDeleted",
  "rowsSorted",
]);
