import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { developmentOrigin, manifestFor, readBuildSettings } from "../src/manifest";

const root = path.join(__dirname, "..");
const xml = readFileSync(path.join(root, "manifest.xml"), "utf8");
const trial = {
  PUBLIC_ORIGIN: "https://enrich-test.example.com/",
  ADDIN_ID: "0B8AC9E2-3F5D-4A3C-9A53-2F6D7D1C8E10",
  ADDIN_NAME: 'Enrich <test> & "try"',
};
const made = (environment: Readonly<Record<string, string>>) => manifestFor(xml, readBuildSettings(environment));

/** What Microsoft's own reader, which Excel's tools use, finds in a manifest. */
function readByOffice(manifest: string): Record<string, unknown> {
  const folder = mkdtempSync(path.join(tmpdir(), "manifest-"));
  const file = path.join(folder, "manifest.xml");
  writeFileSync(file, manifest);
  const script = `
    const { ManifestHandlerXml } = require("office-addin-manifest/lib/manifestHandler/manifestHandlerXml");
    const handler = new ManifestHandlerXml();
    handler.manifestPath = process.argv[1];
    handler.parseManifest().then((info) => console.log(JSON.stringify(info)));`;
  try {
    return JSON.parse(execFileSync(process.execPath, ["-e", script, file], { cwd: root, encoding: "utf8" })) as Record<
      string,
      unknown
    >;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("the manifest of an environment", () => {
  it("is as it stands in the project where nothing is set", () => {
    expect(made({})).toBe(xml);
    expect(made({ ADDIN_ID: "", ADDIN_NAME: " ", PUBLIC_ORIGIN: "" })).toBe(xml);
  });

  it("can be deployed beside another: it has an id and a name of its own, and is read by Microsoft's reader", () => {
    expect(readByOffice(made(trial))).toMatchObject({
      id: "0b8ac9e2-3f5d-4a3c-9a53-2f6d7d1c8e10",
      displayName: 'Enrich <test> & "try"',
      version: "1.0.0.0",
      providerName: "Enrich for Excel",
    });
  });

  it("shows its name over the buttons, so that nobody presses those of the wrong one", () => {
    expect(made({ ADDIN_NAME: "Enrich (test)" })).toContain('id="Group.Label" DefaultValue="Enrich (test)"');
  });

  it("differs in id, names and addresses only: what files and formulas know stays", () => {
    const back = made(trial)
      .replaceAll("https://enrich-test.example.com", developmentOrigin)
      .replace("0b8ac9e2-3f5d-4a3c-9a53-2f6d7d1c8e10", "06c318ef-0969-46dd-be52-d64e7f8e2e0b")
      .replace("Enrich &lt;test> &amp; &quot;try&quot;", "Enrich for Excel")
      .replace("Enrich &lt;test> &amp; &quot;try&quot;", "Enrich");

    expect(back).toBe(xml);
    expect(made(trial)).toContain('<bt:String id="Functions.Namespace" DefaultValue="ENRICH" />');
  });

  it("may keep id and name at another origin", () => {
    const { PUBLIC_ORIGIN } = trial;

    expect(made({ PUBLIC_ORIGIN })).toBe(xml.replaceAll(developmentOrigin, "https://enrich-test.example.com"));
  });

  it.each([
    [
      "PUBLIC_ORIGIN",
      "http://enrich.example.com",
      "an https origin without a path, such as https://enrich.example.com",
    ],
    ["PUBLIC_ORIGIN", "https://enrich.example.com/addin", "an https origin without a path"],
    ["ADDIN_ID", "enrich-test", "a GUID that no other add-in has"],
    ["ADDIN_NAME", "x".repeat(51), "1 to 50 printable characters"],
    ["ADDIN_NAME", "two\nlines", "1 to 50 printable characters"],
  ])("is refused with a sentence: %s=%j", (name, value, expected) => {
    expect(() => made({ [name]: value })).toThrow(`${name} is ${JSON.stringify(value)}; expected ${expected}`);
  });

  it("names everything that cannot be used at once", () => {
    expect(() => made({ PUBLIC_ORIGIN: "nowhere", ADDIN_ID: "none" })).toThrow(/^PUBLIC_ORIGIN.*\nADDIN_ID/u);
  });
});
