/** @jest-environment @happy-dom/jest-environment */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

const root = path.join(__dirname, "..");
const origin = "https://localhost:3000";
const xml = readFileSync(path.join(root, "manifest.xml"), "utf8");
const manifest = new DOMParser().parseFromString(xml, "application/xml");

function all(name: string, under: Document | Element = manifest): Element[] {
  return [...under.getElementsByTagName("*")].filter((element) => element.tagName.replace(/^\w+:/, "") === name);
}

function only(name: string, under: Document | Element = manifest): Element {
  const found = all(name, under);
  if (found.length !== 1) throw new Error(`${found.length} elements named ${name}, expected one`);
  return found[0]!;
}

function attribute(element: Element, name: string): string {
  const value = element.getAttribute(name);
  if (value === null) throw new Error(`${element.tagName} has no attribute ${name}`);
  return value;
}

const resources = new Map(
  ["Image", "Url", "String"]
    .flatMap((name) => all(name, only("Resources")))
    .map((element) => [attribute(element, "id"), attribute(element, "DefaultValue")]),
);
const addresses = [...manifest.getElementsByTagName("*")]
  .map((element) => element.getAttribute("DefaultValue") ?? "")
  .filter((value) => value.includes("://"));

function control(id: string): Element {
  const found = all("Control").find((element) => attribute(element, "id") === id);
  if (found === undefined) throw new Error(`No control ${id}`);
  return found;
}

function pngSize(file: string): { width: number; height: number } {
  const bytes = readFileSync(file);
  if (bytes.toString("latin1", 1, 4) !== "PNG") throw new Error(`${file} is not a PNG`);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

describe("manifest.xml", () => {
  it("is read by Microsoft's own reader", () => {
    // In a process of its own: the package loads modules that jest cannot, and its main file needs a checker of JSON
    // manifests that this project has no use for.
    const script = `
      const { ManifestHandlerXml } = require("office-addin-manifest/lib/manifestHandler/manifestHandlerXml");
      const handler = new ManifestHandlerXml();
      handler.manifestPath = "manifest.xml";
      handler.parseManifest().then((info) => console.log(JSON.stringify(info)));`;

    const info: unknown = JSON.parse(execFileSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" }));

    expect(info).toMatchObject({
      displayName: "Enrich for Excel",
      providerName: "Enrich for Excel",
      defaultLocale: "en-US",
      hosts: ["Workbook"],
      permissions: "ReadWriteDocument",
      officeAppType: "TaskPaneApp",
    });
  });

  it("keeps the id that people's files know it by, and a version of four numbers", () => {
    expect(only("Id").textContent).toBe("06c318ef-0969-46dd-be52-d64e7f8e2e0b");
    expect(only("Version").textContent).toMatch(/^\d{1,5}(\.\d{1,5}){3}$/);
  });

  it("keeps the namespace that people's formulas are stored under", () => {
    expect(resources.get(attribute(only("Namespace"), "resid"))).toBe("ENRICH");
  });

  it("asks for no more of Excel than the oldest one it works in", () => {
    const sets = all("Set").map((set) => `${attribute(set, "Name")} ${attribute(set, "MinVersion")}`);

    expect(sets).toEqual(["SharedRuntime 1.1", "CustomFunctionsRuntime 1.3"]);
  });

  it("names one page for runtime, functions, commands and pane, so that they are one", () => {
    const pages = [
      only("Runtime"),
      only("SourceLocation", only("Page")),
      only("FunctionFile"),
      only("SourceLocation", only("Action", control("Enrich.Pane"))),
    ].map((element) => attribute(element, "resid"));

    expect(new Set(pages)).toEqual(new Set(["Taskpane.Url"]));
    expect(attribute(only("Runtime"), "lifetime")).toBe("long");
    expect(resources.get("Taskpane.Url")).toBe(
      attribute(only("SourceLocation", only("DefaultSettings")), "DefaultValue"),
    );
    expect(all("TaskpaneId")).toEqual([]);
  });

  it("puts the runtimes first in their host, where Excel looks for them", () => {
    expect(only("Runtimes").parentElement?.firstElementChild).toBe(only("Runtimes"));
  });

  it("defines every resource it refers to, and none besides", () => {
    const referred = [...manifest.getElementsByTagName("*")].flatMap((element) => element.getAttribute("resid") ?? []);

    expect([...new Set(referred)].sort()).toEqual([...resources.keys()].sort());
  });

  it("keeps ids unique and within 32 characters", () => {
    const defining = ["Control", "Item", "Group", "Image", "Url", "String"].flatMap((name) => all(name));
    const ids = defining.flatMap((element) => element.getAttribute("id") ?? []);

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id.length > 32)).toEqual([]);
  });

  it("keeps texts within the lengths that Office shows", () => {
    const texts = (name: string) => all("String", only(name)).map((element) => attribute(element, "DefaultValue"));

    expect(texts("ShortStrings").filter((text) => text.length > 125)).toEqual([]);
    expect(texts("LongStrings").filter((text) => text.length > 250)).toEqual([]);
    expect(attribute(only("DisplayName"), "DefaultValue").length).toBeLessThanOrEqual(50);
    expect(attribute(all("Description")[0]!, "DefaultValue").length).toBeLessThanOrEqual(250);
  });

  it("lives on one https origin, which the build can replace", () => {
    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses.filter((address) => !address.startsWith(`${origin}/`))).toEqual([]);
  });

  it("names the files that the build puts out", () => {
    expect([...resources.values()].filter((value) => value.startsWith(origin) && !value.endsWith(".png"))).toEqual([
      `${origin}/taskpane.html`,
      `${origin}/functions.js`,
      `${origin}/functions.json`,
      `${origin}/help/functions.html`,
    ]);
  });

  it("has three buttons and a menu: one opens the pane, all others call functions", () => {
    const actions = [...all("Control"), ...all("Item")].map((element) => {
      if (attribute(element, "id") === "Enrich.Formulas") return [attribute(element, "xsi:type")];
      const action = only("Action", element);
      return [attribute(element, "id"), attribute(action, "xsi:type"), all("FunctionName", action)[0]?.textContent];
    });

    expect(actions).toEqual([
      ["Enrich.Pane", "ShowTaskpane", undefined],
      ["Enrich.Selection", "ExecuteFunction", "enrichSelection"],
      ["Enrich.Refresh", "ExecuteFunction", "refreshSelection"],
      ["Menu"],
      ["Enrich.RefreshSheet", "ExecuteFunction", "refreshSheet"],
      ["Enrich.RefreshErrors", "ExecuteFunction", "refreshErrors"],
      ["Enrich.Repair", "ExecuteFunction", "repairFormulas"],
      ["Enrich.Freeze", "ExecuteFunction", "freezeFormulas"],
      ["Enrich.Thaw", "ExecuteFunction", "thawFormulas"],
    ]);
  });

  it("has every icon in eight sizes, each a picture of just that size", () => {
    const icons = all("Icon").map((icon) => all("Image", icon));
    expect(icons).toHaveLength(5);

    for (const images of icons) {
      expect(images.map((image) => attribute(image, "size"))).toEqual(["16", "20", "24", "32", "40", "48", "64", "80"]);
      for (const image of images) {
        const size = Number(attribute(image, "size"));
        const address = resources.get(attribute(image, "resid")) ?? "";
        expect(pngSize(path.join(root, new URL(address).pathname))).toEqual({ width: size, height: size });
      }
    }
  });

  it("shows the add-in itself at 32 and 64 pixels", () => {
    const file = (name: string) => path.join(root, new URL(attribute(only(name), "DefaultValue")).pathname);

    expect(pngSize(file("IconUrl")).width).toBe(32);
    expect(pngSize(file("HighResolutionIconUrl")).width).toBe(64);
  });
});
