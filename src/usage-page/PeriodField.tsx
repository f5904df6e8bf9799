import { Field, Input, makeStyles, Select } from "@fluentui/react-components";
import { periodChoices, periodOf, problemOf, type Day, type Period, type PeriodChoice } from "./days";

/** Which days were chosen; no period while typed days cannot be shown. */
export interface ChosenPeriod {
  readonly choice: PeriodChoice;
  /** What the two days of one's own are, or would be. */
  readonly own: Period;
  readonly period: Period | undefined;
}

/** What is shown first. */
export function startOf(today: Day): ChosenPeriod {
  const period = periodOf("this month", today);
  return { choice: "this month", own: period, period };
}

const texts: Readonly<Record<PeriodChoice, string>> = {
  "this month": "This month",
  "last month": "Last month",
  "last 7 days": "Last 7 days",
  "last 30 days": "Last 30 days",
  "last 90 days": "Last 90 days",
  own: "Own dates",
};

const useStyles = makeStyles({
  fields: { display: "flex", flexWrap: "wrap", gap: "12px", alignItems: "flex-start" },
  period: { minWidth: "160px" },
});

/** Chooses days: this month, another usual period, or a first and a last day. */
export function PeriodField(props: {
  readonly chosen: ChosenPeriod;
  readonly today: Day;
  readonly onChoose: (chosen: ChosenPeriod) => void;
}) {
  const styles = useStyles();
  const { chosen, today, onChoose } = props;

  function choose(text: string): void {
    const choice = periodChoices.find((it) => it === text) ?? "this month";
    if (choice === "own") onChoose({ ...chosen, choice });
    else {
      const period = periodOf(choice, today);
      onChoose({ choice, own: period, period });
    }
  }

  function type(changed: Partial<Period>): void {
    const own = { ...chosen.own, ...changed };
    onChoose({ choice: "own", own, period: problemOf(own) === undefined ? own : undefined });
  }

  const problem = chosen.choice === "own" ? problemOf(chosen.own) : undefined;
  return (
    <div className={styles.fields}>
      <Field label="Period" className={styles.period}>
        <Select value={chosen.choice} onChange={(_, { value }) => choose(value)}>
          {periodChoices.map((choice) => (
            <option key={choice} value={choice}>
              {texts[choice]}
            </option>
          ))}
        </Select>
      </Field>
      {chosen.choice === "own" && (
        <>
          <Field label="First day">
            <Input type="date" value={chosen.own.from} onChange={(_, { value }) => type({ from: value })} />
          </Field>
          <Field label="Last day" {...(problem !== undefined && { validationMessage: problem })}>
            <Input type="date" value={chosen.own.to} onChange={(_, { value }) => type({ to: value })} />
          </Field>
        </>
      )}
    </div>
  );
}
