import { placeRows, readRow } from "../../src/core/rows";
import type { ServiceRow } from "../../src/core/service";
import { email, url, urls } from "../support/identifiers";

function row(matchedOn: string | undefined, more: Partial<ServiceRow> = {}): ServiceRow {
  return {
    matchedOn,
    matchType: undefined,
    matchStatus: undefined,
    candidates: [{ score: 1, data: { matchedOn } }],
    ...more,
  };
}

describe("placing rows", () => {
  it("goes by position where everything agrees, whatever the spelling", () => {
    const asked = [url("ada-l"), url("%C3%A9va"), email("Bob@Example.com")];
    const rows = [
      row("http://de.linkedin.com/in/Ada-L/?trk=x"),
      row("https://www.linkedin.com/in/éva"),
      row(" bob@example.COM"),
    ];

    expect(placeRows(asked, rows)).toEqual(rows);
  });

  it("tells addresses apart that a URL's rules would make one", () => {
    const [ann, bob] = [email("team#ann@firm.example"), email("team#bob@firm.example")];
    const rows = [row(bob.value), row(ann.value)];

    expect(placeRows([ann, bob], rows)).toEqual([rows[1], rows[0]]);
  });

  it("goes by position where rows do not say what they matched", () => {
    const rows = [row(undefined), row(undefined)];

    expect(placeRows(urls(2), rows)).toEqual(rows);
  });

  it("goes by what rows say where position contradicts it", () => {
    const [first, second] = urls(2);
    const rows = [row(second!.value), row(first!.value)];

    expect(placeRows(urls(2), rows)).toEqual([rows[1], rows[0]]);
  });

  it("gives a row to nobody where it names a stranger, or nobody while others contradict", () => {
    const [first, second, third] = urls(3);

    expect(placeRows([first!, second!], [row(first!.value), row(third!.value)])).toMatchObject([
      ...[{ matchedOn: first!.value }, "misplaced"],
    ]);
    expect(placeRows([first!, second!], [row(second!.value), row(undefined)])).toEqual([
      "misplaced",
      row(second!.value),
    ]);
  });

  it("gives the first of two rows for one identifier, and the other to nobody", () => {
    const [first, second] = urls(2);
    const rows = [row(first!.value, { matchType: "one" }), row(first!.value, { matchType: "two" })];

    expect(placeRows([first!, second!], rows)).toEqual([rows[0], "misplaced"]);
  });

  it("calls those missing whom a shorter reply leaves out", () => {
    const [first, second, third] = urls(3);

    expect(placeRows([first!, second!, third!], [row(third!.value)])).toEqual([
      "missing",
      "missing",
      row(third!.value),
    ]);
    expect(placeRows([first!], [])).toEqual(["missing"]);
  });

  it("does not guess by position in a shorter reply", () => {
    expect(placeRows(urls(2), [row(undefined)])).toEqual(["misplaced", "misplaced"]);
  });

  it("ignores a longer reply's strangers", () => {
    const [first, second] = urls(2);

    expect(placeRows([first!], [row(second!.value), row(first!.value)])).toEqual([row(first!.value)]);
  });
});

describe("reading a row", () => {
  const asked = { sections: ["skills"], denied: [], asOf: 1_000, minScore: undefined };

  it("takes candidates best first, with what was asked and when", () => {
    const candidates = [0.2, 0.9].map((score) => ({ score, data: {} }));

    expect(readRow(row("x", { candidates, matchType: "t" }), { ...asked, minScore: 0.1 }, url("ada"))).toEqual({
      ...{
        status: "matched",
        matchedOn: "x",
        matchType: "t",
        sections: ["skills"],
        denied: [],
        minScore: 0.1,
        asOf: 1_000,
      },
      candidates: [candidates[1], candidates[0]],
    });
  });

  it("tells nobody found from redacted, even if a redacted row shows somebody", () => {
    expect(readRow(row("x", { candidates: [] }), asked, url("ada"))).toEqual({ status: "not_found", asOf: 1_000 });
    expect(readRow("missing", { ...asked, minScore: 0.5 }, url("ada"))).toEqual({
      ...{ status: "not_found", minScore: 0.5, asOf: 1_000 },
    });
    expect(readRow(row("x", { matchStatus: "redacted" }), asked, url("ada"))).toEqual({
      status: "redacted",
      asOf: 1_000,
    });
  });

  it("believes a gateway's word on when it fetched the answer", () => {
    expect(readRow(row("x", { asOf: 500 }), asked, url("ada")).asOf).toBe(500);
  });
});
