import { button, element } from "./element";

/** One step of a guide that comes with a sample workbook. */
export interface GuideStep {
  readonly title: string;
  readonly text: string;
  /** What the step's button does, in this order of precedence. */
  readonly label?: string;
  readonly select?: string;
  readonly fillDown?: string;
  readonly showPane?: boolean;
}

/** Reads the steps that came with the sample; steps without a title and a text are left out. */
export function readGuide(json: unknown): GuideStep[] {
  if (!Array.isArray(json)) return [];
  return json.filter(isGuideStep);
}

/** A strip of numbered steps above the grid; one is shown at a time, any can be closed away. */
export function createGuide(
  steps: readonly GuideStep[],
  perform: (step: GuideStep) => unknown,
  onError: (error: unknown) => void,
): HTMLElement {
  const strip = element("section", { class: "guide", "aria-label": "First steps" });
  let current = 0;

  const show = (): void => {
    const step = steps[current];
    strip.hidden = step === undefined;
    if (!step) return;
    const isLast = current === steps.length - 1;
    const go = (index: number) => () => {
      current = index;
      show();
    };
    strip.replaceChildren(
      element("span", { class: "guide-number" }, `${current + 1} of ${steps.length}`),
      element("div", { class: "guide-text" }, element("strong", {}, step.title), element("span", {}, step.text)),
      step.label ? button({ class: "guide-action" }, () => perform(step), onError, step.label) : "",
      current > 0 ? button({ class: "guide-quiet" }, go(current - 1), onError, "Back") : "",
      isLast ? "" : button({ class: "guide-quiet" }, go(current + 1), onError, "Next"),
      button({ class: "guide-quiet", "aria-label": "Close first steps" }, go(steps.length), onError, "✕"),
    );
  };
  show();
  return strip;
}

function isGuideStep(value: unknown): value is GuideStep {
  return (
    typeof value === "object" &&
    value !== null &&
    "title" in value &&
    typeof value.title === "string" &&
    "text" in value &&
    typeof value.text === "string"
  );
}
