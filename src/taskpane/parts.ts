import type { Clock } from "../core/clock";
import type { ConnectionPort } from "../core/connection";
import type { Enricher } from "../core/enricher";
import type { Readable } from "../core/readable";
import type { BulkRunner } from "../core/run/bulk-run";

/** What a ribbon button asked the pane to show; a new object for each press. */
export interface PaneRequest {
  /** The quote is for asking everybody again. */
  readonly refresh: boolean;
}

export type PaneTheme = "light" | "dark";

/** What the pane is handed; it knows nothing of Excel. */
export interface PaneParts {
  readonly runner: BulkRunner;
  readonly connection: ConnectionPort;
  readonly enricher: Pick<Enricher, "activity" | "resume">;
  readonly clock: Clock;
  /** What the ribbon asked for last. */
  readonly request?: Readable<PaneRequest | undefined>;
  /** Office's theme; without one the browser's preference decides. */
  readonly theme?: Readable<PaneTheme>;
  /** Opens the help page. */
  readonly openHelp?: () => void;
}
