import fc from "fast-check";
import { textFormulas, textOfFormulas } from "../../../src/core/formulas/name-texts";

describe("a text kept in names", () => {
  it("comes back as it was, whatever it says", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 2_000 }), (text) => {
        expect(textOfFormulas(textFormulas(text))).toBe(text);
      }),
    );
  });

  it("stays within Excel's limits: 255 characters for a text, 8,192 for a formula", () => {
    const formulas = textFormulas('say "yes" 👍 '.repeat(3_000));

    expect(formulas.length).toBeGreaterThan(1);
    for (const formula of formulas) {
      expect(formula.length).toBeLessThanOrEqual(8_192);
      for (const [, literal = ""] of formula.matchAll(/"((?:[^"]|"")*)"/gsu)) {
        expect(literal.length).toBeLessThanOrEqual(255);
      }
    }
  });

  it.each(["=A1", '="a"&A1', "text", '="a"&"b', "=SUM(1)"])("is nothing else: %s", (formula) => {
    expect(textOfFormulas([formula])).toBeUndefined();
  });
});
