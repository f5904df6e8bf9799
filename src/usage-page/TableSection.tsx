import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useMemo, useRef, useState } from "react";
import { Choice } from "./Choice";
import { columnsOf, firstOrder, inOrder, nextOrder, type Order } from "./columns";
import { rowsFile, tableFile, type CsvFile } from "./csv-files";
import { groupsOf } from "./groups";
import { SectionHead } from "./SectionHead";
import { creditsOf, type Grouping, type Usage } from "./usage";
import { UsageTable } from "./UsageTable";
import { amountText, countText, digitsFor } from "./words";

const groupings: readonly (readonly [Grouping, string])[] = [
  ["person", "Person"],
  ["day", "Day"],
  ["workbook", "Workbook"],
  ["section", "Section"],
];

/** What a reader would ask about the lines of a table. */
const remarks: Readonly<Record<Grouping, string>> = {
  person: "Credits count for whoever asked first; colleagues who ask for the same people later pay nothing.",
  day: "A day begins and ends at midnight UTC.",
  workbook:
    "Workbooks have no names here: Excel sends a salted hash of the address in place of it, so that the gateway never learns what files are called. The same address always has the same label; a file that is moved or renamed gets another.",
  section:
    "The base credit brings the usual sections of a person. Priced sections, such as contact details, are counted on their own.",
};

const remarkOnLost =
  "Possibly billed are replies that were lost on the way, at list price; the service’s own bill says whether they were.";

/** Rows shown before somebody wants to see all. */
const mostShown = 100;

const useStyles = makeStyles({
  section: { display: "flex", flexDirection: "column", rowGap: "12px", minWidth: 0 },
  panel: { display: "flex", flexDirection: "column", rowGap: "12px", minWidth: 0 },
  remark: { margin: 0, maxWidth: "720px", color: tokens.colorNeutralForeground3 },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

/** The table of a period, grouped and sorted as one likes, and its files. */
export function TableSection({ usage, save }: { readonly usage: Usage; readonly save: (file: CsvFile) => void }) {
  const styles = useStyles();
  const panel = useRef<HTMLDivElement>(null);
  const [grouping, setGrouping] = useState<Grouping>("person");
  const [orders, setOrders] = useState<Partial<Record<Grouping, Order>>>({});
  const [isWhole, setIsWhole] = useState(false);
  const { rows, period } = usage;
  const order = orders[grouping] ?? firstOrder(grouping);
  const groups = useMemo(() => groupsOf(rows, grouping), [rows, grouping]);
  const columns = useMemo(() => columnsOf(grouping, groups), [grouping, groups]);
  const ordered = useMemo(() => inOrder(groups, order), [groups, order]);
  const shown = isWhole ? ordered : ordered.slice(0, mostShown);

  return (
    <section className={styles.section}>
      <SectionHead title="Table">
        <Choice label="Group the table by" options={groupings} chosen={grouping} onChoose={setGrouping} />
      </SectionHead>
      <div ref={panel} role="group" tabIndex={-1} aria-label={`By ${grouping}`} className={styles.panel}>
        <p className={styles.remark}>
          {remarks[grouping]}
          {columns.some(({ id }) => id === "possiblyBilled") && ` ${remarkOnLost}`}
        </p>
        <UsageTable
          caption={`Credits by ${grouping}`}
          columns={columns}
          groups={shown}
          total={amountText(creditsOf(rows), digitsFor(groups.map(({ credits }) => credits)))}
          order={order}
          onSort={(column) => setOrders({ ...orders, [grouping]: nextOrder(order, column, grouping) })}
        />
        <div className={styles.buttons}>
          {shown.length < ordered.length && (
            <Button
              onClick={() => {
                setIsWhole(true);
                panel.current?.focus();
              }}
            >
              Show all {countText(ordered.length)}
            </Button>
          )}
          <Button onClick={() => save(tableFile(ordered, { columns, grouping, period }))}>
            Download this table (CSV)
          </Button>
          <Button onClick={() => save(rowsFile(usage))}>Download all rows (CSV)</Button>
        </div>
      </div>
    </section>
  );
}
