import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { FailureCode } from "../../../src/core/answer";
import { resolveFields } from "../../../src/core/field-path";
import { resolveList } from "../../../src/core/list-path";
import { optionKeys } from "../../../src/core/options";
import { failureCell } from "../../../src/excel/functions/failure-words";

const folder = path.resolve(__dirname, "../../../assets/help");
const page = readFileSync(path.join(folder, "functions.html"), "utf8");

const failures: Record<FailureCode, true> = {
  no_key: true,
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

  it("runs under the strictest content policy: no script, no inline style, nothing from elsewhere", () => {
    expect(page.match(/<script|<style|\sstyle=|\son[a-z]+=|(?:src|href)="(?:[a-z]+:|\/\/)[^"]*/giu)).toBeNull();
    const css = readFileSync(path.join(folder, "functions.css"), "utf8");
    expect(css).not.toMatch(/url\(|@import/u);
  });

  it("has no link that leads nowhere", () => {
    const targets = Array.from(page.matchAll(/href="([^"]+)"/gu), ([, target = ""]) => target);

    const broken = targets.filter((target) =>
      target.startsWith("#") ? !page.includes(`id="${target.slice(1)}"`) : !existsSync(path.join(folder, target)),
    );
    expect(targets.length).toBeGreaterThan(10);
    expect(broken).toEqual([]);
  });
});
