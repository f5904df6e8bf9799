import { invalidArgument, MissingMember } from "../api-error";
import { defineType } from "../host-object";
import { listOf, numberOf, recordOf } from "../json";
import { type RangeTarget, rectOf } from "./range-target";

/** Excel.RangeSort: one key, ascending, top to bottom. */
export const rangeSort = defineType<RangeTarget>({
  type: "RangeSort",
  methods: {
    apply: (target, [fields, , hasHeaders, orientation]) => {
      const keys = listOf(fields).map(recordOf);
      const [key] = keys;
      if (!key) throw invalidArgument();
      if (keys.length > 1) throw new MissingMember("RangeSort.apply() with several keys");
      if (key["ascending"] === false) throw new MissingMember("RangeSort.apply() descending");
      if (orientation === "Columns") throw new MissingMember("RangeSort.apply() by columns");
      const { book, place } = target;
      const rect = rectOf(target);
      const body = hasHeaders === true ? { ...rect, row: rect.row + 1, rowCount: rect.rowCount - 1 } : rect;
      if (body.rowCount > 0) book.grid.sort(place.sheetId, body, rect.column + numberOf(key["key"]), book.source);
    },
  },
});
