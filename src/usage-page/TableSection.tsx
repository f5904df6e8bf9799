import { Button, makeStyles, Tab, TabList, tokens } from "@fluentui/react-components";
import { useId, useMemo, useRef, useState } from "react";
import { columnsOf, firstOrder, inOrder, nextOrder, type Order } from "./columns";
import { rowsFile, tableFile, type CsvFile } from "./csv-files";
import { groupsOf } from "./groups";
import { SectionHead } from "./SectionHead";
import { sumOf, type Grouping, type Usage } from "./usage";
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
    "Workbooks have no names here: Excel sends a salted hash of the address in place of it, so that the gateway never learns what files are called. The same workbook always has the same label.",
  section:
    "The base credit brings the usual sections of a person. Priced sections, such as contact details, are counted on their own.",
};

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
  const panelId = useId();
  const panel = useRef<HTMLDivElement>(null);
  const [grouping, setGrouping] = useState<Grouping>("person");
  const [orders, setOrders] = useState<Partial<Record<Grouping, Order>>>({});
  const [isWhole, setIsWhole] = useState(false);
  const { rows, period } = usage;
  const order = orders[grouping] ?? firstOrder(grouping);
  const groups = useMemo(() => groupsOf(rows, grouping), [rows, grouping]);
  const digits = useMemo(() => digitsFor(groups.map(({ credits }) => credits)), [groups]);
  const columns = columnsOf(grouping, digits);
  const ordered = useMemo(() => inOrder(groups, order), [groups, order]);
  const shown = isWhole ? ordered : ordered.slice(0, mostShown);

  return (
    <section className={styles.section}>
      <SectionHead title="Table">
        <TabList
          size="small"
          appearance="subtle-circular"
          aria-label="Group the table by"
          selectedValue={grouping}
          onTabSelect={(_, { value }) => setGrouping(groupings.find(([it]) => it === value)?.[0] ?? "person")}
        >
          {groupings.map(([value, text]) => (
            <Tab key={value} value={value} aria-controls={panelId}>
              {text}
            </Tab>
          ))}
        </TabList>
      </SectionHead>
      <div
        ref={panel}
        id={panelId}
        role="tabpanel"
        tabIndex={-1}
        aria-label={`By ${grouping}`}
        className={styles.panel}
      >
        <p className={styles.remark}>{remarks[grouping]}</p>
        <UsageTable
          caption={`Credits by ${grouping}`}
          columns={columns}
          groups={shown}
          total={amountText(sumOf(ordered.map(({ credits }) => credits)), digits)}
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
