import { BooleanNumber, HorizontalAlign, WrapStrategy } from "@univerjs/core";
import type { IStyleData } from "@univerjs/core";
import type { CellStyle } from "../grid";

const alignments: Readonly<Record<string, HorizontalAlign>> = {
  Left: HorizontalAlign.LEFT,
  Center: HorizontalAlign.CENTER,
  Right: HorizontalAlign.RIGHT,
  General: HorizontalAlign.UNSPECIFIED,
};

const flag = (on: boolean): BooleanNumber => (on ? BooleanNumber.TRUE : BooleanNumber.FALSE);

/** A style in Univer's words; absent parts stay absent. */
export const univerStyle = (style: CellStyle): IStyleData => ({
  ...(style.bold !== undefined && { bl: flag(style.bold) }),
  ...(style.italic !== undefined && { it: flag(style.italic) }),
  ...(style.fontColor !== undefined && { cl: { rgb: style.fontColor } }),
  ...(style.fill !== undefined && { bg: style.fill === "" ? null : { rgb: style.fill } }),
  ...(style.wrapText !== undefined && { tb: style.wrapText ? WrapStrategy.WRAP : WrapStrategy.OVERFLOW }),
  ...(style.horizontalAlignment !== undefined && {
    ht: alignments[style.horizontalAlignment] ?? HorizontalAlign.UNSPECIFIED,
  }),
});

export function styleOf(style: IStyleData): CellStyle {
  const alignment = Object.entries(alignments).find(([, value]) => value === style.ht)?.[0];
  return {
    ...(style.bl && { bold: true }),
    ...(style.it && { italic: true }),
    ...(style.cl?.rgb && { fontColor: style.cl.rgb }),
    ...(style.bg?.rgb && { fill: style.bg.rgb }),
    ...(style.tb && { wrapText: style.tb === WrapStrategy.WRAP }),
    ...(alignment !== undefined && alignment !== "General" && { horizontalAlignment: alignment }),
  };
}
