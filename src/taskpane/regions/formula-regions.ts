import { loadedLater } from "../controls/loaded-later";

/** What stands below the first screen. */
export const InsertFunctionLater = loadedLater(async () => {
  const { InsertFunctionRegion } = await import(/* webpackChunkName: "formula-regions" */ "./InsertFunctionRegion");
  return InsertFunctionRegion;
});

export const FormulasLater = loadedLater(async () => {
  const { FormulasRegion } = await import(/* webpackChunkName: "formula-regions" */ "./FormulasRegion");
  return FormulasRegion;
});
