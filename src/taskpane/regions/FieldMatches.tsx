import { Link, makeStyles, tokens } from "@fluentui/react-components";
import { useDeferredValue, useMemo } from "react";
import { PathText } from "../controls/PathText";
import { choosableFields } from "../state/choosable-fields";
import { nearestFields, firstFields } from "../state/search-fields";
import { counted } from "../words";
import { FieldList, type FieldListProps } from "./FieldList";

const useStyles = makeStyles({
  quiet: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  nearest: { margin: 0, paddingInlineStart: "16px" },
  link: { lineHeight: "24px", textAlign: "start", overflowWrap: "anywhere" },
});

/** What a search found; where it found nothing, the fields that may have been meant. */
export function FieldMatches(
  props: Omit<FieldListProps, "fields" | "withSection"> & {
    readonly search: string;
    readonly onSearch: (search: string) => void;
  },
) {
  const styles = useStyles();
  const { search, onSearch, ...list } = props;
  const deferred = useDeferredValue(search);
  const { found, more } = useMemo(() => firstFields(choosableFields, deferred), [deferred]);
  const nearest = useMemo(() => (found.length > 0 ? [] : nearestFields(deferred)), [found, deferred]);
  return (
    <div>
      <p role="status" className={styles.quiet}>
        {found.length > 0
          ? counted(found.length + more, "field")
          : nearest.length > 0
            ? `No field matches “${deferred.trim()}”. Did you mean:`
            : "No field matches. Try another word, such as “title”."}
      </p>
      {nearest.length > 0 && (
        <ul className={styles.nearest}>
          {nearest.map((path) => (
            <li key={path}>
              <Link as="button" className={styles.link} aria-label={path} onClick={() => onSearch(path)}>
                <PathText path={path} />
              </Link>
            </li>
          ))}
        </ul>
      )}
      <FieldList {...list} fields={found} withSection />
      {more > 0 && <p className={styles.quiet}>and {more} more: type more to narrow them down.</p>}
    </div>
  );
}
