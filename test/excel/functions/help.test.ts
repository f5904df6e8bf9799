import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { FailureCode } from "../../../src/core/answer";
import { resolveFields } from "../../../src/core/field-path";
import { resolveList } from "../../../src/core/list-path";
import { optionKeys } from "../../../src/core/options";
import { createFormulas } from "../../../src/excel/functions/formulas";
import { answeringEnricher, matched } from "../../support/answering-enricher";
import { failureCell } from "../../../src/excel/functions/failure-words";

const folder = path.resolve(__dirname, "../../../assets/help");
const page = readFileSync(path.join(folder, "functions.html"), "utf8");

const failures: Record<FailureCode, true> = {
  no_key: true,
  sign_in_needed: true,
  not_allowed: true,
  key_refused: true,
  credits_used_up: true,
  endpoint_denied: true,
  emails_not_supported: true,
  identifier_refused: true,
  contract_changed: true,
  service_unavailable: true,
  network_unavailable: true,
  no_answer_in_time: true,
  still_queued: true,
  approval_needed: true,
  cap_reached: true,
  daily_limit: true,
  paused: true,
  stopped: true,
};

/** The words of a piece of the page, as a reader with commas between arguments sees them. */
function readable(markup: string): string {
  return markup
    .replace(/<span class="semicolon">;<\/span\s*>/gu, "")
    .replace(/<[^>]*>/gu, "")
    .replace(/&lt;/gu, "<")
    .replace(/&gt;/gu, ">")
    .replace(/\s+/gu, " ")
    .trim();
}

function section(id: string): string {
  return new RegExp(`<section id="${id}">(.*?)</section>`, "su").exec(page)?.[1] ?? "";
}

function examplesOf(id: string): readonly string[] {
  const list = /<ul class="examples">(.*?)<\/ul>/su.exec(section(id))?.[1] ?? "";
  return Array.from(list.matchAll(/<code\s*>(.*?)<\/code/gsu), ([, code = ""]) => readable(code));
}

/** Texts of an example, without those that are options. */
function textsIn(example: string): readonly string[] {
  return Array.from(example.matchAll(/"([^"=]+)"/gu), ([, text = ""]) => text);
}

describe("the help page", () => {
  it.each(["person", "people", "list", "fields", "cost", "asof"])(
    "has an anchor with syntax, arguments, examples and errors for %s",
    (id) => {
      const text = readable(section(id));

      expect(text).toContain(`=ENRICH.${id.toUpperCase()}(`);
      for (const heading of ["Arguments", "Examples", "When it shows an error"]) expect(text).toContain(heading);
      expect(examplesOf(id)).toHaveLength(3);
      for (const example of examplesOf(id))
        expect(example).toMatch(new RegExp(`^=(?:TODAY\\(\\)-)?ENRICH\\.${id.toUpperCase()}\\(.*\\)$`, "u"));
    },
  );

  it("names fields that exist", () => {
    const written = [
      ...[...examplesOf("person"), ...examplesOf("cost")].flatMap(textsIn),
      ...Array.from(section("field-paths").matchAll(/<code>([^<]+)<\/code>/gu), ([, text = ""]) => readable(text)),
    ];

    expect(written.length).toBeGreaterThan(10);
    const problems = written.flatMap(resolveFields).flatMap((column) => (column.ok ? [] : [column.problem]));
    expect(problems).toEqual([]);
  });

  it("lists lists that exist", () => {
    const written = examplesOf("list").flatMap(textsIn);

    expect(written).toHaveLength(3);
    expect(written.map(resolveList).filter(({ ok }) => !ok)).toEqual([]);
  });

  it("has examples that run in every locale: the separator between arguments follows the reader's choice", () => {
    const code = ["person", "people", "list", "cost", "asof"].flatMap((id) =>
      Array.from(section(id).matchAll(/<code\s*>(=.*?)<\/code/gsu), ([, text = ""]) => text),
    );

    expect(code.length).toBeGreaterThan(15);
    const outsideTexts = code.map((text) => text.replace(/<[^>]*>[,;]<\/span\s*>/gu, "|").replace(/"[^"]*"/gu, '""'));
    expect(outsideTexts.filter((text) => /[,;]/u.test(text))).toEqual([]);
  });

  it("explains every option and every error sentence", () => {
    const words = readable(section("errors"));
    const unexplained = (Object.keys(failures) as FailureCode[])
      .filter((code) => code !== "approval_needed")
      .map((code) => failureCell({ status: "failed", code, possiblyBilled: false, asOf: 0 }).message)
      .filter((sentence) => !words.includes(sentence));

    expect(unexplained).toEqual([]);
    expect(words).toContain("approve in the Enrich pane");
    expect(optionKeys.filter((key) => !section("options").includes(`<code>${key}</code`))).toEqual([]);
  });

  it.each(["#N/A", "#VALUE!", "#BUSY!", "#NAME?", "#SPILL!", "#CALC!"])("says what to do about %s", (code) => {
    expect(readable(section("errors"))).toContain(code);
  });

  it.each(["person", "people", "list", "fields", "cost", "asof"])("says what %s costs", (id) => {
    expect(readable(section(id))).toContain("What it costs");
  });
});

describe("every example on the page", () => {
  /** What the cells hold that the examples point to. */
  const cells: Readonly<Record<string, unknown[][]>> = {
    "A2:A11": [["mira@fjordlight.example"], ["ola@fjordlight.example"]],
    "A2:A101": [["mira@fjordlight.example"], [""]],
    "A2:A5000": [["mira@fjordlight.example"], [""]],
    "C1:F1": [["name", "headline", "", "current.title"]],
    "J1:K3": [
      ["candidate", 1],
      ["if_missing", "nobody"],
      ["headers", "yes"],
    ],
  };
  const person = matched({ basic_profile: { name: "Mira Solvang" } });

  function argumentOf(text: string): unknown {
    const literal = /^"(.*)"$/su.exec(text)?.[1];
    if (literal !== undefined) return literal.replaceAll('""', '"');
    if (cells[text] !== undefined) return cells[text];
    return /^\$?A\$?\d+$/u.test(text) ? "mira@fjordlight.example" : "headline";
  }

  const examples = ["person", "people", "list", "fields", "cost", "asof"].flatMap((id) =>
    examplesOf(id).map((example) => [id, example] as const),
  );

  it.each(examples)("is understood by the function: %s %s", async (id, example) => {
    const { enricher } = answeringEnricher({ "email:mira@fjordlight.example": person });
    const formulas = createFormulas({ enricher });
    const inside = /ENRICH\.\w+\((.*)\)$/su.exec(example)?.[1] ?? "";
    const [first, second, third] = (inside.match(/"(?:[^"]|"")*"|[^,\s]+/gu) ?? []).map(argumentOf);
    const result = await {
      person: () => formulas.person(first, second, third),
      people: () => formulas.people(first, second, third),
      list: () => formulas.list(first, second, third),
      fields: () => formulas.fields(first),
      cost: () => formulas.cost(first, second),
      asof: () => formulas.asOf(first),
    }[id as "person"]();

    const problems = result.flat().filter((cell) => typeof cell === "object" && cell.kind === "error");
    expect(problems.filter((cell) => JSON.stringify(cell).includes("#VALUE!"))).toEqual([]);
    expect(result.length).toBeGreaterThan(0);
  });
});

describe("every help page", () => {
  const pages = readdirSync(folder).filter((file) => file.endsWith(".html"));
  const textOf = (file: string): string => readFileSync(path.join(folder, file), "utf8");

  it("is one of those that the others lead to", () => {
    const menu = /<nav aria-label="Help pages">(.*?)<\/nav>/su.exec(page)?.[1] ?? "";
    const listed = Array.from(menu.matchAll(/href="([^"]+)"/gu), ([, target]) => target);

    expect([...pages].sort()).toEqual([...listed].sort());
    for (const file of pages) {
      for (const other of listed) expect(textOf(file)).toContain(`href="${other}"`);
    }
  });

  it.each(pages)(
    "runs under the strictest content policy: nothing inline, nothing from elsewhere, no script but copying: %s",
    (file) => {
      const text = textOf(file).replace('<script src="copy.js" defer></script>', "");
      expect(text.match(/<script|<style|\sstyle=|\son[a-z]+=|(?:src|href)="(?:[a-z]+:|\/\/)[^"]*/giu)).toBeNull();
      const css = readFileSync(path.join(folder, "functions.css"), "utf8");
      expect(css).not.toMatch(/url\(|@import/u);
    },
  );

  it.each(pages)("has no link that leads nowhere: %s", (file) => {
    const targets = Array.from(textOf(file).matchAll(/href="([^"]+)"/gu), ([, target = ""]) => target);

    const broken = targets.filter((target) => {
      const [name = "", anchor] = target.split("#");
      const where = name === "" ? file : name;
      // Pages beside the help are built from the page of the same name in src.
      if (where.startsWith("../")) return !existsSync(path.resolve(__dirname, "../../../src", path.basename(where)));
      if (!existsSync(path.join(folder, where))) return true;
      return anchor !== undefined && !textOf(where).includes(`id="${anchor}"`);
    });
    expect(targets.length).toBeGreaterThan(5);
    expect(broken).toEqual([]);
  });
});
