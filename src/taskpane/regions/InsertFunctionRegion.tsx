import { Button, Checkbox, Field, Input, Radio, RadioGroup, makeStyles, tokens } from "@fluentui/react-components";
import type { LookupFunction } from "../../core/formulas/compose-formula";
import { Notice } from "../controls/Notice";
import { Region } from "../controls/Region";
import type { PaneSpending } from "../parts";
import type { FormulaBuilder } from "../state/create-formula-builder";
import type { FormulaDraft, ReadyDraft } from "../state/formula-draft";
import { useReadable } from "../use-readable";
import { counted } from "../words";
import { FormulaFields } from "./FormulaFields";
import { FormulaOptions } from "./FormulaOptions";
import { FormulaPrice } from "./FormulaPrice";
import { FormulaResult } from "./FormulaResult";

const useStyles = makeStyles({
  row: { display: "flex", flexWrap: "wrap", gap: "8px", alignItems: "center" },
  cell: { flexGrow: 1, flexBasis: "120px", minWidth: 0 },
  tick: { marginInlineStart: "-8px" },
  radios: { marginInlineStart: "-8px" },
  formula: {
    display: "block",
    padding: "6px 8px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: "anywhere",
    userSelect: "text",
  },
  insert: { alignSelf: "flex-start" },
  line: { margin: 0 },
});

/** Builds a formula by choosing, shows its price and what it would show, and writes it. */
export function InsertFunctionRegion(props: { readonly builder: FormulaBuilder; readonly spending: PaneSpending }) {
  const { builder, spending } = props;
  const styles = useStyles();
  const identifier = useReadable(builder.identifierText);
  const choice = useReadable(builder.choice);
  const draft = useReadable(builder.draft);
  const overwrite = useReadable(builder.overwrite);
  const outcome = useReadable(builder.outcome);
  const shown = draft.status === "working" ? draft.previous : draft.status === "ready" ? draft : undefined;
  const isReady = draft.status === "ready" && (draft.content.count === 0 || overwrite);

  return (
    <Region name="Insert function" aside={draft.status === "working" ? "Working out…" : undefined}>
      <Field label="Identifier cell" {...problemOf(draft, "identifier")}>
        <div className={styles.row}>
          <Input
            className={styles.cell}
            aria-label="Identifier cell"
            placeholder="Such as A2"
            value={identifier}
            onChange={(_, { value }) => builder.typeIdentifier(value)}
          />
          <Button size="small" onClick={() => builder.useSelectedCell()}>
            Use selected cell
          </Button>
        </div>
      </Field>
      <RadioGroup
        aria-label="Function"
        className={styles.radios}
        value={choice.functionName}
        onChange={(_, { value }) => {
          const chosen = functions.find(({ name }) => name === value);
          if (chosen !== undefined) builder.choose({ functionName: chosen.name });
        }}
      >
        {functions.map(({ name, label }) => (
          <Radio key={name} value={name} label={label} />
        ))}
      </RadioGroup>
      <FormulaFields builder={builder} />
      {draft.status === "problem" && draft.about === "fields" && <Notice tone="warning">{draft.reason}</Notice>}
      <FormulaOptions builder={builder} />
      {choice.functionName === "PERSON" && shown !== undefined && (shown.below > 0 || choice.fillDown) && (
        <Checkbox
          className={styles.tick}
          label={`Also for the ${counted(shown.below, "person", "people")} below`}
          checked={choice.fillDown}
          onChange={(_, { checked }) => builder.choose({ fillDown: checked === true })}
        />
      )}
      {shown !== undefined && (
        <>
          <output className={styles.formula} aria-label="Formula">
            {shown.formula}
          </output>
          <FormulaPrice draft={shown} spending={spending} isOld={draft.status === "working"} />
          <FormulaResult draft={shown} isOld={draft.status === "working"} onShow={() => builder.showResult()} />
        </>
      )}
      <Target builder={builder} draft={draft} shown={shown} overwrite={overwrite} />
      <Button
        appearance="primary"
        className={styles.insert}
        disabledFocusable={!isReady}
        onClick={() => builder.insert()}
      >
        {shown !== undefined && shown.formulas.length > 1
          ? `Insert ${counted(shown.formulas.length, "formula")}`
          : "Insert formula"}
      </Button>
      <div role="status">
        {outcome !== undefined &&
          (outcome.isWritten ? (
            <p className={styles.line}>{outcome.sentence}</p>
          ) : (
            <Notice tone="problem">{outcome.sentence}</Notice>
          ))}
      </div>
    </Region>
  );
}

const functions: readonly { readonly name: LookupFunction; readonly label: string }[] = [
  { name: "PERSON", label: "One person (PERSON)" },
  { name: "PEOPLE", label: "The whole column as one table (PEOPLE)" },
  { name: "LIST", label: "A list of one person (LIST)" },
];

/** Where the formula goes, and what stands there. */
function Target(props: {
  readonly builder: FormulaBuilder;
  readonly draft: FormulaDraft;
  readonly shown: ReadyDraft | undefined;
  readonly overwrite: boolean;
}) {
  const { builder, draft, shown, overwrite } = props;
  const styles = useStyles();
  const target = useReadable(builder.targetText);
  return (
    <>
      <Field label="Write into" {...problemOf(draft, "target")}>
        <Input
          value={target}
          placeholder={shown === undefined ? "" : `${shown.targetText.replace(/^.*!/u, "")}, the first free cell`}
          onChange={(_, { value }) => builder.typeTarget(value)}
        />
      </Field>
      {shown?.isShifted === true && (
        <Notice tone="warning">This starts in another row: values will not stand beside their people.</Notice>
      )}
      {draft.status === "ready" && draft.content.count > 0 && (
        <Notice tone="warning">
          <span>
            {counted(draft.content.count, "cell is", "cells are")} not empty, first {draft.content.first}.
          </span>
          <Checkbox
            className={styles.tick}
            label={draft.content.count === 1 ? "Write over it" : "Write over them"}
            checked={overwrite}
            onChange={(_, { checked }) => builder.setOverwrite(checked === true)}
          />
        </Notice>
      )}
    </>
  );
}

function problemOf(draft: FormulaDraft, about: "identifier" | "target") {
  if (draft.status !== "problem" || draft.about !== about) return {};
  return { validationMessage: draft.reason, validationState: "warning" as const };
}
