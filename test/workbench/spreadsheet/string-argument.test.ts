import type { FunctionCatalogue } from "../../../src/workbench/functions";
import { matchingValues, stringArgumentAt, chosenText } from "../../../src/workbench/spreadsheet/string-argument";

const values = ["basic_profile.name", "basic_profile.headline", "contact.email"].map((name) => ({ name, value: name }));
const catalogue: FunctionCatalogue = {
  enums: new Map([["FIELD", values]]),
  functions: [
    {
      ...{ id: "PERSON", name: "PERSON", fullName: "ENRICH.PERSON", isMatrix: false, isStreaming: false },
      ...{ isCancelable: true, isVolatile: false, requiresAddress: false, requiresParameterAddresses: false },
      parameters: [{ name: "identifier" }, { name: "field", customEnumId: "FIELD" }],
    },
  ],
};
const at = (marked: string) => {
  const caret = marked.indexOf("|");
  return stringArgumentAt(marked.replace("|", ""), caret, catalogue);
};

test("values are offered inside the text of a parameter that has them, and nowhere else", () => {
  expect(at('=ENRICH.PERSON(A2,"hea|')?.typed).toBe("hea");
  expect(at('=enrich.person(IF(A2="x,(",1,2),"|")')?.typed).toBe("");
  expect(at('=LEN(ENRICH.PERSON(A2,"co|"))')?.typed).toBe("co");
  expect(at('=ENRICH.PERSON("hea|')).toBeUndefined();
  expect(at('=ENRICH.PERSON(A2,"x")&"hea|')).toBeUndefined();
  expect(at("=ENRICH.PERSON(A2,hea|")).toBeUndefined();
  expect(at('=OTHER(A2,"hea|')).toBeUndefined();
  expect(at('ENRICH.PERSON(A2,"hea|')).toBeUndefined();
});

test("of several values in one text the last is completed", () => {
  expect(at('=ENRICH.PERSON(A2,"basic_profile.name, he|')?.typed).toBe("he");
});

test("what begins with the typed text comes first, then what has a part that does", () => {
  expect(matchingValues(values, "NAME").map(({ name }) => name)).toEqual(["basic_profile.name"]);
  expect(matchingValues(values, "c").map(({ name }) => name)).toEqual([
    "contact.email",
    "basic_profile.name",
    "basic_profile.headline",
  ]);
  expect(matchingValues(values, "zzz")).toEqual([]);
});

test("a chosen value takes the place of what was typed and closes its text once", () => {
  const chosen = (marked: string) => {
    const formula = marked.replace("|", "");
    const argument = at(marked);
    if (argument === undefined) return undefined;
    const { text, caret } = chosenText(formula, argument, values[1]!);
    const written = formula.slice(0, argument.start) + text + formula.slice(argument.end);
    return `${written.slice(0, caret)}|${written.slice(caret)}`;
  };

  expect(chosen('=ENRICH.PERSON(A2,"hea|')).toBe('=ENRICH.PERSON(A2,"basic_profile.headline"|');
  expect(chosen('=ENRICH.PERSON(A2,"h|xx")')).toBe('=ENRICH.PERSON(A2,"basic_profile.headline"|)');
});
