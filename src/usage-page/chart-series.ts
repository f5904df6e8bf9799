import { daysOf, lengthOf, type Period } from "./days";
import { labelsOf } from "./labels";
import { creditsOf, keyOf, rowsByKey, type Grouping, type UsageRow } from "./usage";
import { amountText, counted, creditsText, dayText, monthText, periodText, shortDayText } from "./words";

/** One colour of the chart. */
export interface Series {
  readonly label: string;
  /** Of the whole period. */
  readonly credits: number;
  /** One amount for each bar. */
  readonly values: readonly number[];
}

/** Bars from the first to the last day, each split by colour. */
export interface ChartSeries {
  readonly unit: "day" | "month";
  /** Below each bar. */
  readonly labels: readonly string[];
  /** Beside each bar where there is room for a whole date. */
  readonly longLabels: readonly string[];
  readonly totals: readonly number[];
  /** The largest first; what is not among them is the last. */
  readonly series: readonly Series[];
}

/** More colours cannot be told apart. */
const mostSeries = 8;

/** More bars than this are too narrow to point at: they become months. */
const mostBars = 92;

/** The credits of every day of the period, days without any included, split by what is largest. */
export function chartSeries(rows: readonly UsageRow[], period: Period, by: "person" | "section"): ChartSeries {
  const unit = lengthOf(period) > mostBars ? "month" : "day";
  const barOf = (day: string): string => (unit === "day" ? day : day.slice(0, 7));
  const bars = [...new Set(daysOf(period).map(barOf))];
  const labelOf = labelsOf(rows, by);
  const seriesOf = (label: string, own: readonly UsageRow[]): Series => {
    const byBar = rowsByKey(own, ({ day }) => barOf(day));
    return { label, credits: creditsOf(own), values: bars.map((bar) => creditsOf(byBar.get(bar) ?? [])) };
  };

  const all = [...rowsByKey(rows, (row) => keyOf(row, by))]
    .map(([key, own]) => ({ key, own, credits: creditsOf(own) }))
    .sort((one, other) => other.credits - one.credits || (one.key < other.key ? -1 : 1));
  const rest = all.slice(mostSeries);
  const others =
    rest.length === 0
      ? []
      : [
          seriesOf(
            counted(rest.length, "other"),
            rest.flatMap(({ own }) => own),
          ),
        ];
  return {
    unit,
    labels: bars.map(unit === "day" ? shortDayText : monthText),
    longLabels: bars.map(unit === "day" ? dayText : monthText),
    totals: seriesOf("", rows).values,
    series: [...all.slice(0, mostSeries).map(({ key, own }) => seriesOf(labelOf(key), own)), ...others],
  };
}

/** What the chart shows, for those who do not see it. */
export function chartText(chart: ChartSeries, period: Period, by: Grouping): string {
  const { totals, series, longLabels, unit } = chart;
  const most = totals.reduce((best, value, index) => (value > (totals[best] ?? 0) ? index : best), 0);
  const parts = series.map(({ label, credits }) => `${label} ${amountText(credits)}`);
  return [
    `Bar chart of credits by ${unit}, split by ${by}, ${periodText(period)}.`,
    `Most on ${longLabels[most] ?? ""}: ${creditsText(totals[most] ?? 0)}.`,
    `In all: ${parts.join(", ")}.`,
  ].join(" ");
}
