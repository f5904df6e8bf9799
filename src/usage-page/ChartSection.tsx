import { makeStyles, tokens } from "@fluentui/react-components";
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { Choice } from "./Choice";
import { chartSeries, chartText } from "./chart-series";
import type { DrawChart } from "./draw-chart";
import { colourOf } from "./palette";
import { SectionHead } from "./SectionHead";
import type { Usage } from "./usage";
import { useMedia } from "./use-media";
import { amountText } from "./words";

const useStyles = makeStyles({
  section: { display: "flex", flexDirection: "column", rowGap: "12px", minWidth: 0 },
  figure: {
    margin: 0,
    display: "flex",
    flexDirection: "column",
    rowGap: "12px",
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground1,
    fontFamily: tokens.fontFamilyBase,
  },
  // The chart follows the size of this box, so nothing in it may be what makes it grow.
  canvas: { position: "relative", height: "280px", minWidth: 0, borderTopColor: tokens.colorNeutralStroke2 },
  legend: { margin: 0, padding: 0, listStyleType: "none", display: "flex", flexWrap: "wrap", gap: "4px 20px" },
  entry: { display: "flex", alignItems: "baseline", columnGap: "8px", minWidth: 0, overflowWrap: "anywhere" },
  // A colour that carries meaning stays in forced colours too.
  swatch: { width: "12px", height: "12px", flexShrink: 0, borderRadius: "2px", forcedColorAdjust: "none" },
  amount: { fontVariantNumeric: "tabular-nums", color: tokens.colorNeutralForeground3 },
});

type Split = "person" | "section";

const splits: readonly (readonly [Split, string])[] = [
  ["person", "By person"],
  ["section", "By section"],
];

/** Credits by day as stacked bars, split by person or by section. */
export function ChartSection(props: {
  readonly usage: Usage;
  readonly draw: DrawChart;
  readonly look: "light" | "dark";
}) {
  const styles = useStyles();
  const [split, setSplit] = useState<Split>("person");
  const { usage, draw, look } = props;
  const { rows, period } = usage;
  const chart = useMemo(() => chartSeries(rows, period, split), [rows, period, split]);
  const colours = useMemo(() => chart.series.map((_, index) => colourOf(look, index)), [chart, look]);
  const isForced = useMedia("(forced-colors: active)");
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);

  useLayoutEffect(() => {
    if (box.current === null || canvas.current === null) return undefined;
    const { color, borderTopColor, fontFamily } = getComputedStyle(box.current);
    const ground = getComputedStyle(box.current.parentElement ?? box.current).backgroundColor;
    // A canvas knows nothing of forced colours; what the page is painted with then is read from it.
    return draw(canvas.current, chart, { colours, text: color, line: borderTopColor, ground, fontFamily });
  }, [draw, chart, colours, isForced]);

  return (
    <section className={styles.section}>
      <SectionHead title={chart.unit === "day" ? "Credits by day" : "Credits by month"}>
        <Choice label="Split the bars by" options={splits} chosen={split} onChoose={setSplit} />
      </SectionHead>
      <figure className={styles.figure}>
        <div ref={box} className={styles.canvas}>
          <canvas ref={canvas} role="img" aria-label={chartText(chart, period, split)} />
        </div>
        <ul className={styles.legend}>
          {chart.series.map(({ label, credits }, index) => (
            <li key={label} className={styles.entry}>
              <span className={styles.swatch} style={{ backgroundColor: colours[index] }} />
              <span>{label}</span>
              <span className={styles.amount}>{amountText(credits)}</span>
            </li>
          ))}
        </ul>
      </figure>
    </section>
  );
}
