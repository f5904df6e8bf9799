import * as fc from "fast-check";
import { portionsOf, sendEach } from "../../../src/excel/ranges/portions";

const sizes = fc.array(fc.integer({ min: 0, max: 30 }));

test("portions hold every item in its order, none more than it may unless one item alone is larger", () => {
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 20 }), (items, most) => {
      const portions = portionsOf(items, (size) => size, most);

      expect(portions.flat()).toEqual(items);
      for (const portion of portions) {
        expect(portion.length === 1 || sum(portion) <= most).toBe(true);
      }
    }),
  );
});

test("a portion is closed only where the next item does not fit", () => {
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 20 }), (items, most) => {
      const portions = portionsOf(items, (size) => size, most);

      portions.slice(1).forEach((portion, index) => {
        expect(sum(portions[index] ?? []) + (portion[0] ?? 0)).toBeGreaterThan(most);
      });
    }),
  );
});

test("each portion is sent before the next is queued, and what they queued comes back in order", async () => {
  const happened: string[] = [];
  const context = { sync: () => Promise.resolve(void happened.push("sent")) } as unknown as Excel.RequestContext;

  const queued = await sendEach(context, ["one", "two"], (portion) => {
    happened.push(portion);
    return portion.length;
  });

  expect(happened).toEqual(["one", "sent", "two", "sent"]);
  expect(queued).toEqual([3, 3]);
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
