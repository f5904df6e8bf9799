import fc from "fast-check";
import { areInPlace, followKeys } from "../../../src/excel/ranges/follow-keys";

const column = (...texts: string[]) => texts.map((text, row) => ({ row, text }));
const now = (...texts: string[]) => new Map(texts.map((text, row) => [row, text]));

describe("keys that move", () => {
  it("stay where they are when nothing moved", () => {
    expect(areInPlace(column("a", "b"), now("a", "b"))).toBe(true);
    expect(areInPlace(column("a", "b"), now("b", "a"))).toBe(false);
    expect([...followKeys(column("a", "b"), now("a", "b"))]).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  it("are followed through inserted rows, deleted rows and sorting", () => {
    expect(followKeys(column("a", "b"), now("", "a", "b"))).toEqual(
      new Map([
        [0, 1],
        [1, 2],
      ]),
    );
    expect(followKeys(column("a", "b", "c"), now("b", "c"))).toEqual(
      new Map([
        [1, 0],
        [2, 1],
      ]),
    );
    expect(followKeys(column("a", "b", "c"), now("c", "b", "a"))).toEqual(
      new Map([
        [0, 2],
        [1, 1],
        [2, 0],
      ]),
    );
  });

  it("are absent once they have gone", () => {
    expect(followKeys(column("a", "b"), now("a", "")).has(1)).toBe(false);
  });

  it("that say the same each get a place of their own, the nearest first", () => {
    const places = followKeys(column("a", "a", "b"), now("", "a", "a", "b"));

    expect([...places.values()].sort()).toEqual([1, 2, 3]);
    expect(followKeys(column("a"), now("", "", "", "a", "", "a")).get(0)).toBe(3);
  });

  it("never lead to a row that says something else, nor two to one row, nor is one lost that has a place", () => {
    const texts = fc.array(fc.constantFrom("", "a", "b", "c", "d"), { maxLength: 12 });
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const places = followKeys(column(...before), now(...after));

        for (const [row, place] of places) expect(after[place]).toBe(before[row]);
        expect(new Set(places.values()).size).toBe(places.size);
        for (const text of ["a", "b", "c", "d"]) {
          const count = (list: string[]) => list.filter((one) => one === text).length;
          const placed = [...places.keys()].filter((row) => before[row] === text).length;
          expect(placed).toBe(Math.min(count(before), count(after)));
        }
      }),
    );
  });
});
