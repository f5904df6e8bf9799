import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from "chart.js";
import type { ChartConfiguration } from "chart.js";
import type { ChartSeries } from "./chart-series";
import { amountText, creditsText } from "./words";

/** What the chart is painted with; texts and lines in colours that the canvas knows. */
export interface ChartInk {
  /** One colour for each series. */
  readonly colours: readonly string[];
  readonly text: string;
  readonly line: string;
  /** Of the page, between the parts of a bar. */
  readonly ground: string;
  readonly fontFamily: string;
}

/** Paints a chart that follows the size of the canvas's parent; returns the function that ends it. */
export type DrawChart = (canvas: HTMLCanvasElement, chart: ChartSeries, ink: ChartInk) => () => void;

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

export const drawChart: DrawChart = (canvas, chart, ink) => {
  const drawn = new Chart(canvas, chartConfiguration(chart, ink));
  return () => drawn.destroy();
};

/** Stacked bars, the largest at the bottom, that never move by themselves. */
export function chartConfiguration(chart: ChartSeries, ink: ChartInk): ChartConfiguration<"bar"> {
  const font = { family: ink.fontFamily, size: 12 };
  const ticks = { color: ink.text, font };
  return {
    type: "bar",
    data: {
      labels: [...chart.labels],
      datasets: chart.series.map(({ label, values }, index) => ({
        ...{ label, data: [...values], backgroundColor: ink.colours[index] ?? ink.text },
        ...{ borderColor: ink.ground, borderWidth: { top: 1 }, borderSkipped: false, maxBarThickness: 36 },
        ...{ categoryPercentage: 0.9, barPercentage: 0.9 },
      })),
    },
    options: {
      ...{ responsive: true, maintainAspectRatio: false, animation: false },
      interaction: { mode: "index", intersect: false },
      scales: {
        x: {
          ...{ stacked: true, grid: { display: false }, border: { color: ink.line } },
          ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 12 },
        },
        y: {
          ...{ stacked: true, beginAtZero: true, grid: { color: ink.line }, border: { display: false } },
          ticks: { ...ticks, maxTicksLimit: 6, callback: (value) => amountText(Number(value)) },
        },
      },
      plugins: {
        tooltip: {
          ...{ titleFont: font, bodyFont: font, footerFont: font, boxPadding: 4 },
          filter: ({ parsed }) => (parsed.y ?? 0) > 0,
          itemSort: (one, other) => (other.parsed.y ?? 0) - (one.parsed.y ?? 0),
          callbacks: {
            title: ([item]) => (item ? (chart.longLabels[item.dataIndex] ?? "") : ""),
            label: ({ dataset, parsed }) => `${dataset.label ?? ""}: ${amountText(parsed.y ?? 0)}`,
            footer: ([item]) => (item ? creditsText(chart.totals[item.dataIndex] ?? 0) : ""),
          },
        },
      },
    },
  };
}
