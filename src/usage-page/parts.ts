import type { CsvFile } from "./csv-files";
import type { Day } from "./days";
import type { DrawChart } from "./draw-chart";
import type { SignIn } from "./sign-in";
import type { UsageSource } from "./usage-source";

/** All that the page is handed of its surroundings. */
export interface UsagePageParts {
  readonly source: UsageSource;
  readonly signIn: SignIn;
  readonly draw: DrawChart;
  /** The UTC day it is now. */
  readonly today: () => Day;
  /** Hands a file to the person. */
  readonly save: (file: CsvFile) => void;
}
