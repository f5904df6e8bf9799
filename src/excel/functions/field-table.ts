import { plainText, plainValue, quoted } from "../../core/cell-text";
import { type CellValue, notAvailable } from "../../core/cell-value";

/** The words for every field are as many bytes as the functions: whoever looks them up waits for them. */
const loadWords = () => import(/* webpackChunkName: "field-words" */ "./field-rows");

/** The catalogue, or what of it contains every word of `search`. */
export async function fieldTable(search: unknown, load = loadWords): Promise<readonly (readonly CellValue[])[]> {
  const words = await load().catch(() => undefined);
  if (words === undefined) {
    return [[notAvailable("The list of fields could not be loaded: recalculate when the network is back.")]];
  }
  const text = plainText(String(plainValue(search) ?? ""));
  const rows = words.fieldRows(text);
  return rows.length > 1 ? rows : [[notAvailable(`No field has ${quoted(text)} in its path or description.`)]];
}
