import { remembered } from "../../src/core/remembered";

/** A reader that counts what it reads. */
function counting(limit: number) {
  const reads: string[] = [];
  const read = remembered(limit, (text) => {
    reads.push(text);
    return { length: text.length };
  });
  return { read, reads };
}

describe("a function that remembers", () => {
  it("reads each text once, and answers as before", () => {
    const { read, reads } = counting(2);

    expect([read("ada"), read("bo"), read("ada"), read("")].map(({ length }) => length)).toEqual([3, 2, 3, 0]);
    expect(read("ada")).toBe(read("ada"));
    expect(reads).toEqual(["ada", "bo", ""]);
  });

  it("reads again what it has not been asked for longest", () => {
    const { read, reads } = counting(2);
    for (const text of ["ada", "bo", "ada", "cy", "ada", "bo"]) read(text);

    expect(reads).toEqual(["ada", "bo", "cy", "bo"]);
  });
});
