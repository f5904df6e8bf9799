import { Select } from "@fluentui/react-components";
import { fieldsText } from "../field-words";
import type { FieldSet } from "../pane-memory";
import { builtInSets } from "../state/built-in-sets";
import { isSame, type FieldChoice } from "../state/create-field-choice";
import type { SharedSets } from "../state/create-shared-sets";
import { useReadable } from "../use-readable";

const ownChoice = "";

/** The field sets to choose from; shows which of them is chosen now, if one is. */
export function FieldSetPicker({ fields, shared }: { readonly fields: FieldChoice; readonly shared: SharedSets }) {
  const chosen = useReadable(fields.chosen);
  const { sets, recent } = useReadable(fields.remembered);
  const inWorkbook = useReadable(shared.sets);
  const groups: readonly { readonly label: string; readonly sets: readonly FieldSet[] }[] = [
    { label: "Built in", sets: builtInSets },
    { label: "Saved on this device", sets },
    { label: "In this workbook", sets: inWorkbook },
    { label: "Used last", sets: recent.map((used) => ({ name: fieldsText(used), fields: used })) },
  ].filter((group) => group.sets.length > 0);
  const all = groups.flatMap((group) => group.sets);
  const now = all.findIndex((set) => isSame(set.fields, chosen));

  return (
    <Select
      aria-label="Field set"
      value={now < 0 ? ownChoice : String(now)}
      onChange={(_, { value }) => {
        const set = value === ownChoice ? undefined : all[Number(value)];
        if (set !== undefined) fields.use(set.fields);
      }}
    >
      {now < 0 && <option value={ownChoice}>My own choice</option>}
      {groups.map((group) => (
        <optgroup key={group.label} label={group.label}>
          {group.sets.map((set) => (
            <option key={all.indexOf(set)} value={all.indexOf(set)}>
              {set.name}
            </option>
          ))}
        </optgroup>
      ))}
    </Select>
  );
}
