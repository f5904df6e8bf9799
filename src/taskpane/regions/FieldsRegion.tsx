import { Checkbox, SearchBox, makeStyles, tokens } from "@fluentui/react-components";
import { useDeferredValue, useMemo, useState } from "react";
import { Region } from "../controls/Region";
import { choosableFields } from "../state/choosable-fields";
import { bySection, searchFields } from "../state/search-fields";
import type { PaneModel } from "../state/create-pane-model";
import { useReadable } from "../use-readable";
import { counted } from "../words";
import { ChosenFields } from "./ChosenFields";
import { FieldList } from "./FieldList";
import { Disclosure } from "../controls/Disclosure";

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
  const chosen = useReadable(model.chosen);
  const statusColumn = useReadable(model.statusColumn);

  return (
    <Region name="Fields" aside={`${chosen.length} chosen`}>
      <ChosenFields chosen={chosen} onRemove={(path) => model.chooseField(path, false)} />
      <Checkbox
        className={styles.tick}
        label="Add a last column “Enrich status”"
        checked={statusColumn}
        onChange={(_, { checked }) => model.statusColumn.set(checked === true)}
      />
      <SearchBox
        className={styles.search}
        aria-label="Search fields"
        placeholder="Such as title, school or e-mail"
        value={search}
        onChange={(_, { value }) => setSearch(value)}
      />
      {search.trim() === "" ? (
        <Sections model={model} chosen={chosen} />
      ) : (
        <Matches model={model} chosen={chosen} search={search} />
      )}
    </Region>
  );
}

const sections = bySection(choosableFields);

interface ListProps {
  readonly model: PaneModel;
  readonly chosen: readonly string[];
}

function Sections({ model, chosen }: ListProps) {
  const styles = useStyles();
  return (
    <Disclosure label={`Browse all ${choosableFields.length} fields`}>
      <div className={styles.sections}>
        {sections.map(({ section, fields: ofSection }) => {
          const ticked = ofSection.filter(({ path }) => chosen.includes(path)).length;
          const aside = ticked === 0 ? `${ofSection.length}` : `${ticked} of ${ofSection.length}`;
          return (
            <Disclosure key={section} label={section} aside={aside}>
              <FieldList fields={ofSection} chosen={chosen} withSection={false} onChoose={model.chooseField} />
            </Disclosure>
          );
        })}
      </div>
    </Disclosure>
  );
}

function Matches({ model, chosen, search }: ListProps & { readonly search: string }) {
  const styles = useStyles();
  const deferred = useDeferredValue(search);
  const { found, more } = useMemo(() => searchFields(choosableFields, deferred), [deferred]);
  return (
    <div>
      <p role="status" className={styles.quiet}>
        {found.length === 0
          ? "No field matches. Try another word, such as “title”."
          : counted(found.length + more, "field")}
      </p>
      <FieldList fields={found} chosen={chosen} withSection onChoose={model.chooseField} />
      {more > 0 && <p className={styles.quiet}>and {more} more: type more to narrow them down.</p>}
    </div>
  );
}
