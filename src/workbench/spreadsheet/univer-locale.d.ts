declare module "@univerjs/preset-sheets-core/lib/es/locales/en-US.js" {
  import type { ILocales } from "@univerjs/core";

  const locale: ILocales[string];
  export { locale as default };
}
