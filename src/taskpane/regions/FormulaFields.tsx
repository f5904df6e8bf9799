import { SearchBox, makeStyles, tokens } from "@fluentui/react-components";
import { useDeferredValue, useMemo, useState } from "react";
import { Disclosure } from "../controls/Disclosure";
import { choosableFields, choosableLists } from "../state/choosable-fields";
import type { FormulaBuilder } from "../state/create-formula-builder";
import { firstFields } from "../state/search-fields";
import { useFieldSamples } from "../use-field-samples";
import { useReadable } from "../use-readable";
import { counted } from "../words";
import { FieldList } from "./FieldList";
import { PathList } from "./PathList";

const useStyles = makeStyles({
  inside: { display: "flex", flexDirection: "column", rowGap: "8px", paddingBlock: "4px 8px" },
  search: { width: "100%", maxWidth: "none" },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** The fields of the formula, or its list: closed, it names them. */
export function FormulaFields({ builder }: { readonly builder: FormulaBuilder }) {
  const styles = useStyles();
  const { functionName, fields, list } = useReadable(builder.choice);
  const [search, setSearch] = useState("");
  const samples = useFieldSamples();
  const deferred = useDeferredValue(search);
  const isList = functionName === "LIST";
  const offered = isList ? choosableLists : choosableFields;
  const { found, more } = useMemo(() => firstFields(offered, deferred), [offered, deferred]);
  const chosen = isList ? (list === "" ? [] : [list]) : fields;

  function choose(path: string, isChosen: boolean): void {
    if (isList) builder.choose({ list: isChosen ? path : "" });
    else builder.choose({ fields: isChosen ? [...fields.filter((each) => each !== path), path] : without(path) });
  }
  const without = (path: string): readonly string[] => fields.filter((each) => each !== path);

  return (
    <Disclosure label={labelOf(isList, chosen)}>
      <div className={styles.inside}>
        {chosen.length > 0 && <PathList chosen={chosen} onRemove={(path) => choose(path, false)} />}
        <SearchBox
          className={styles.search}
          aria-label={isList ? "Find a list" : "Find a field"}
          placeholder={isList ? "Such as schools or skills" : "Such as title, school or e-mail"}
          value={search}
          onChange={(_, { value }) => setSearch(value)}
        />
        <p role="status" className={styles.quiet}>
          {found.length === 0
            ? "Nothing matches. Try another word."
            : counted(found.length + more, isList ? "list" : "field")}
        </p>
        <FieldList fields={found} chosen={chosen} samples={samples} withSection onChoose={choose} />
        {more > 0 && <p className={styles.quiet}>and {more} more: type to narrow them down.</p>}
      </div>
    </Disclosure>
  );
}

function labelOf(isList: boolean, chosen: readonly string[]): string {
  const [first, ...others] = chosen;
  if (first === undefined) return isList ? "Choose a list" : "Choose fields";
  const named = `${isList ? "List" : "Fields"}: ${first}`;
  return others.length === 0 ? named : `${named} and ${others.length} more`;
}
