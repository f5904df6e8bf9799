import { keyHeader } from "../../src/excel/key-header";

test("a personal key travels in its own header, and nothing travels without a key", () => {
  expect(keyHeader("somebodys-key")).toEqual({ "x-personal-key": "somebodys-key" });
  expect(keyHeader(undefined)).toEqual({});
});

test("a team token says who asks, and is never taken for a key that pays", () => {
  const token = `enrich_0123abcd_${"A".repeat(42)}-`;

  expect(keyHeader(token)).toEqual({ authorization: `Bearer ${token}` });
  expect(keyHeader("enrich_something-else")).toEqual({ "x-personal-key": "enrich_something-else" });
});
