import { webLightTheme } from "@fluentui/react-components";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ChartSeries } from "../../src/usage-page/chart-series";
import type { CsvFile } from "../../src/usage-page/csv-files";
import type { Period } from "../../src/usage-page/days";
import type { SignIn } from "../../src/usage-page/sign-in";
import { createTokenSignIn } from "../../src/usage-page/token-sign-in";
import { UsagePage } from "../../src/usage-page/UsagePage";
import type { UsageReading } from "../../src/usage-page/usage-source";
import { createMemoryStorage } from "./memory-storage";

export type UsageOutcome = WithoutSignIn<UsageReading>;
type WithoutSignIn<Reading> = Reading extends unknown ? Omit<Reading, "isSignedIn"> : never;

export interface ShownUsagePageOptions {
  /** What the gateway answers to whoever signed in with this; Nov 23, 2026 is today. */
  readonly answer: (period: Period, authorization: string | undefined) => UsageOutcome | Promise<UsageOutcome>;
  readonly signIn?: SignIn;
  /** Default false. */
  readonly isInvented?: boolean;
}

/** The page over a gateway that answers what the test says, and a record of what left it. */
export function showUsagePage(options: ShownUsagePageOptions) {
  const { answer, signIn = createTokenSignIn(createMemoryStorage()), isInvented = false } = options;
  const asked: Period[] = [];
  const charts: ChartSeries[] = [];
  const files: CsvFile[] = [];
  const { container } = render(
    <UsagePage
      look={{ name: "light", theme: webLightTheme }}
      parts={{
        signIn,
        source: {
          isInvented: () => Promise.resolve(isInvented),
          async read(period) {
            asked.push(period);
            const authorization = await signIn.authorization();
            return { ...(await answer(period, authorization)), isSignedIn: authorization !== undefined };
          },
        },
        draw(_canvas, chart) {
          charts.push(chart);
          return () => undefined;
        },
        today: () => "2026-11-23",
        save: (file) => void files.push(file),
      }}
    />,
  );
  return { container, user: userEvent.setup({ delay: null }), asked, charts, files };
}
