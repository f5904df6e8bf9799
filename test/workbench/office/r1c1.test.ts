import { fromR1C1, toR1C1 } from "../../../src/workbench/office/r1c1";

const base = { row: 1, column: 2 };

test.each([
  ['=ENRICH.PERSON($A2,C$1,"A2; B3")', '=ENRICH.PERSON(RC1,R1C,"A2; B3")'],
  ["=A1+C2+D9+$B$4", "=R[-1]C[-2]+RC+R[7]C[1]+R4C2"],
  ["='Q3 A1'!A2&People!B2:B9", "='Q3 A1'!RC[-2]&People!RC[-1]:R[7]C[-1]"],
  ["=SUM(A:A,$D:$E)+LOG10(C2)", "=SUM(C[-2]:C[-2],C4:C5)+LOG10(RC)"],
])("%s is %s in C2, and the same again", (formula, relative) => {
  expect(toR1C1(formula, base)).toBe(relative);
  expect(fromR1C1(relative, base)).toBe(formula);
});

test("a relative cell beyond the sheet's edge is lost", () => {
  expect(fromR1C1("=R[-5]C", base)).toBe("=#REF!");
});
