import type { Writable } from "../core/readable";
import type { RibbonRequest } from "./create-session";

/** What Office hands a ribbon function. */
export interface CommandEvent {
  completed(): void;
}

export interface CommandParts {
  /** Where the pane finds what it is to show. */
  readonly request: Writable<RibbonRequest | undefined>;
  readonly showPane: () => Promise<unknown>;
}

/** The functions that manifest.xml names. They show a quote in the pane; spending takes a yes there. */
export function createCommands({ request, showPane }: CommandParts) {
  async function ask(refresh: boolean, event: CommandEvent): Promise<void> {
    try {
      request.set({ refresh });
      await showPane();
    } finally {
      // Without it Excel shows the button as busy and calls it no more.
      event.completed();
    }
  }
  return {
    enrichSelection: (event: CommandEvent) => ask(false, event),
    refreshSelection: (event: CommandEvent) => ask(true, event),
  };
}

/** Makes the ribbon's functions known to Office; after it has started. */
export function associateCommands(request: CommandParts["request"]): void {
  const commands = createCommands({ request, showPane: () => Office.addin.showAsTaskpane() });
  Office.actions.associate("enrichSelection", (event: CommandEvent) => void commands.enrichSelection(event));
  Office.actions.associate("refreshSelection", (event: CommandEvent) => void commands.refreshSelection(event));
}
