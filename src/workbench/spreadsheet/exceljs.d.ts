declare module "exceljs/dist/exceljs.bare.min.js" {
  import type * as ExcelJS from "exceljs";

  const exceljs: typeof ExcelJS;
  export { exceljs as default };
}
