import fc from "fast-check";
import { parseOptions } from "../../src/core/options";

function optionsIn(argument: unknown) {
  const parsed = parseOptions(argument);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.options;
}

function problemIn(argument: unknown): string {
  const parsed = parseOptions(argument);
  return parsed.ok ? "none" : parsed.problem;
}

describe("the options of a formula", () => {
  it.each([undefined, null, "", [[""]], [[null, null]], " ; "])(
    "are the defaults where nothing is written: %j",
    (argument) => {
      expect(optionsIn(argument)).toEqual({});
    },
  );

  it("are read from text, keys in any case", () => {
    expect(optionsIn([["Candidate=2; MIN_SCORE = 0.8; headers=Yes"]])).toEqual({
      candidate: 2,
      minScore: 0.8,
      headers: true,
    });
  });

  it("are read from two columns", () => {
    const range = [
      ["candidate", 2],
      ["if missing", "none"],
      ["", ""],
      ["headers", false],
    ];

    expect(optionsIn(range)).toEqual({ candidate: 2, ifMissing: "none", headers: false });
  });

  it("are read from several cells of text below each other", () => {
    expect(optionsIn([["candidate=2"], ["if_empty=-"]])).toEqual({ candidate: 2, ifEmpty: "-" });
  });

  it("are read from the forms that other data functions take", () => {
    expect(optionsIn([["candidate", "2"]])).toEqual({ candidate: 2 });
    expect(optionsIn([["candidate=2", "headers=yes"]])).toEqual({ candidate: 2, headers: true });
    expect(optionsIn([["candidate=2", null]])).toEqual({ candidate: 2 });
    expect(optionsIn([["candidate=2", "headers=yes", "if-empty=-"]])).toEqual({
      ...{ candidate: 2, headers: true, ifEmpty: "-" },
    });
    expect(optionsIn("min score=0,8, Candidate = 2, headers=yes")).toEqual({
      ...{ minScore: 0.8, candidate: 2, headers: true },
    });
  });

  it("keep commas that belong to a text", () => {
    expect(optionsIn("if_missing=none, sorry; candidate=2")).toEqual({ ifMissing: "none, sorry", candidate: 2 });
    expect(optionsIn('if_missing="a, candidate=2"')).toEqual({ ifMissing: "a, candidate=2" });
  });

  it("are not taken for their defaults where a cell holds an error", () => {
    const score = [["min_score", { type: "Error", basicValue: "#REF!" }]];

    expect(parseOptions(score)).toEqual({ ok: false, problem: "The option min_score holds an error #REF!." });
  });

  it("accept a decimal comma", () => {
    expect(optionsIn("min_score=0,75")).toEqual({ minScore: 0.75 });
  });

  it("take the last of a key", () => {
    expect(optionsIn("candidate=2; candidate=3")).toEqual({ candidate: 3 });
    expect(optionsIn("candidate=2; candidate=")).toEqual({});
  });

  it("mean the default where the value is empty, and empty text where it is quoted", () => {
    expect(optionsIn("if_missing=; if_empty=")).toEqual({});
    expect(optionsIn('if_missing=""')).toEqual({ ifMissing: "" });
  });

  it("keep semicolons, spaces and quotes within quotes", () => {
    expect(optionsIn('if_missing=" a; ""b"" "; candidate=2')).toEqual({ ifMissing: ' a; "b" ', candidate: 2 });
  });

  it("show numbers as numbers, unless quoted", () => {
    expect(optionsIn('if_missing=0; if_empty="0"')).toEqual({ ifMissing: 0, ifEmpty: "0" });
  });

  it.each([
    ["candiate=2", "Unknown option “candiate”. Did you mean candidate?"],
    ["if_mising=x", "Did you mean if_missing?"],
    ["colour=blue", "Options are min_score, candidate, if_missing, if_empty, headers."],
    ["refresh=yes", "Unknown option “refresh”"],
    ["min_score=2", "a number from 0 to 1, not “2”"],
    ["min_score=high", "a number from 0 to 1"],
    ["candidate=0", "a whole number from 1"],
    ["candidate=1.5", "a whole number from 1"],
    ["headers=maybe", "yes or no"],
    ["headers", "write name=value"],
    ["=2", "write name=value"],
    [[["a", "b", "c"]], "“a”; write name=value"],
    [[[5, 2]], "the number 5"],
  ])("are refused where they make no sense: %j", (argument, words) => {
    expect(problemIn(argument)).toContain(words);
  });

  it("never throw", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.anything()), (argument) => typeof parseOptions(argument).ok === "boolean"),
    );
  });
});
