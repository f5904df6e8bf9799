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

/** The functions that manifest.xml names. They show price and result in the pane; spending takes a yes there. */
export function createCommands({ request, showPane }: CommandParts) {
  async function ask(what: RibbonRequest, event: CommandEvent): Promise<void> {
    try {
      request.set(what);
      await showPane();
    } finally {
      // Without it Excel shows the button as busy and calls it no more.
      event.completed();
    }
  }
  return {
    enrichSelection: (event: CommandEvent) => ask({ refresh: false }, event),
    refreshSelection: (event: CommandEvent) => ask({ refresh: true }, event),
    refreshSheet: (event: CommandEvent) => ask({ refresh: false, formulas: "refresh_sheet" }, event),
    refreshErrors: (event: CommandEvent) => ask({ refresh: false, formulas: "refresh_errors" }, event),
    repairFormulas: (event: CommandEvent) => ask({ refresh: false, formulas: "repair" }, event),
    freezeFormulas: (event: CommandEvent) => ask({ refresh: false, formulas: "freeze" }, event),
    thawFormulas: (event: CommandEvent) => ask({ refresh: false, formulas: "thaw" }, event),
  };
}

/** Makes the ribbon's functions known to Office; after it has started. */
export function associateCommands(request: CommandParts["request"]): void {
  const commands = createCommands({ request, showPane: () => Office.addin.showAsTaskpane() });
  for (const [name, command] of Object.entries(commands)) {
    Office.actions.associate(name, (event: CommandEvent) => void command(event));
  }
}
