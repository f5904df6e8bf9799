import type { Bill } from "../../core/bill";
import { catalogueFacts } from "../../core/catalogue-facts";
import { baseCredits } from "../../core/sections";
import { unitsOf, unitsPerCredit, type UsageRow } from "./usage-ledger";

/** Under which bills stand that name nobody. */
const nobody = { personId: "", workbook: "" };

/** A bill by section: the credits split by list price, what rounding leaves for the person itself. */
export function usageRowsOf(bill: Bill, day: string): readonly UsageRow[] {
  const prices = bill.sections.map((section) => ({ section, price: catalogueFacts.priceOf(section) }));
  const listed = prices.reduce((sum, { price }) => sum + price, baseCredits);
  const units = unitsOf(bill.credits);
  const shares = prices.map(({ section, price }) => ({ section, units: Math.floor((units * price) / listed) }));
  const rest = units - shares.reduce((sum, share) => sum + share.units, 0);
  return [{ section: "base", units: rest }, ...shares]
    .filter((share) => share.units > 0)
    .map((share) => {
      const credits = share.units / unitsPerCredit;
      const amounts =
        bill.kind === "reported" ? { credits, possiblyBilled: 0 } : { credits: 0, possiblyBilled: credits };
      return { day, ...(bill.asker ?? nobody), section: share.section, ...amounts };
    });
}
