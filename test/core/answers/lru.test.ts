import { approximateBytes } from "../../../src/core/answers/approximate-bytes";
import { createLru } from "../../../src/core/answers/lru";

describe("what is held in memory", () => {
  it("forgets what was used longest ago beyond its number of entries", () => {
    const lru = createLru<string, string>(2);
    lru.set("ada", "1");
    lru.set("bob", "2");
    lru.get("ada");

    lru.set("cy", "3");

    expect(["ada", "bob", "cy"].map((key) => lru.get(key))).toEqual(["1", undefined, "3"]);
  });

  it("forgets as many as it takes to stay below its weight, and counts what was replaced or deleted as gone", () => {
    const lru = createLru<string, string>(100, { most: 10, of: (value) => value.length });
    for (let round = 0; round < 50; round += 1) lru.set("ada", "12345");
    lru.set("bob", "12345");
    expect(lru.get("ada")).toBe("12345");

    lru.set("cy", "1234567");
    expect(["ada", "bob", "cy"].map((key) => lru.get(key))).toEqual([undefined, undefined, "1234567"]);

    lru.delete("cy");
    lru.set("dee", "1234567890");
    expect(lru.get("dee")).toBe("1234567890");
    lru.set("eve", "more than fits");
    expect([lru.get("dee"), lru.get("eve")]).toEqual([undefined, undefined]);
  });

  it("weighs a person by all that is in it", () => {
    const person = { name: "x".repeat(1_000), jobs: Array.from({ length: 10 }, () => ({ title: "y".repeat(100) })) };

    expect(approximateBytes(person)).toBeGreaterThan(2_000);
    expect(approximateBytes(person)).toBeLessThan(4_000);
    expect(approximateBytes(null)).toBe(8);
  });
});
