import { Checkbox, SearchBox, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import { Disclosure } from "../controls/Disclosure";
import { Region } from "../controls/Region";
import { choosableFields, plainPath } from "../state/choosable-fields";
import type { PaneModel } from "../state/create-pane-model";
import { bySection } from "../state/search-fields";
import { useFieldSamples } from "../use-field-samples";
import { useReadable } from "../use-readable";
import { ChosenFields } from "./ChosenFields";
import { FieldList, type FieldListProps } from "./FieldList";
import { FieldMatches } from "./FieldMatches";
import { FieldSetPicker } from "./FieldSetPicker";
import { SavedSets } from "./SavedSets";

const useStyles = makeStyles({
  sections: { paddingInlineStart: "16px" },
  tick: { marginInlineStart: "-8px" },
  search: { width: "100%", maxWidth: "none" },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Which fields become columns, in which order. */
export function FieldsRegion({ model }: { readonly model: PaneModel }) {
  const styles = useStyles();
  const [search, setSearch] = useState("");
  const { fields } = model;
  const chosen = useReadable(fields.chosen).map(({ path }) => plainPath(path));
  const recalledFor = useReadable(fields.recalledFor);
  const statusColumn = useReadable(model.options.statusColumn);
  const list = { chosen, samples: useFieldSamples(), onChoose: fields.choose };

  return (
    <Region name="Fields" aside={`${chosen.length} chosen`}>
      <FieldSetPicker fields={fields} shared={model.sharedSets} />
      {recalledFor !== undefined && <p className={styles.quiet}>As last time for “{recalledFor}”.</p>}
      <SearchBox
        className={styles.search}
        aria-label="Search fields"
        placeholder="Such as title, school or e-mail"
        value={search}
        onChange={(_, { value }) => setSearch(value)}
      />
      {search.trim() === "" ? (
        <>
          <ChosenFields fields={fields} />
          <div>
            <Checkbox
              className={styles.tick}
              label="Add a last column “Enrich status”"
              checked={statusColumn}
              onChange={(_, { checked }) => model.options.statusColumn.set(checked === true)}
            />
            <Sections {...list} />
            <SavedSets fields={fields} shared={model.sharedSets} />
          </div>
        </>
      ) : (
        <FieldMatches {...list} search={search} onSearch={setSearch} />
      )}
    </Region>
  );
}

const sections = bySection(choosableFields);

function Sections(list: Omit<FieldListProps, "fields" | "withSection">) {
  const styles = useStyles();
  return (
    <Disclosure label={`Browse all ${choosableFields.length} fields`}>
      <div className={styles.sections}>
        {sections.map(({ section, fields: ofSection }) => {
          const ticked = ofSection.filter(({ path }) => list.chosen.includes(path)).length;
          const aside = ticked === 0 ? `${ofSection.length}` : `${ticked} of ${ofSection.length}`;
          return (
            <Disclosure key={section} label={section} aside={aside}>
              <FieldList {...list} fields={ofSection} withSection={false} />
            </Disclosure>
          );
        })}
      </div>
    </Disclosure>
  );
}
