/** @jest-environment @happy-dom/jest-environment */
import { readFileSync } from "node:fs";
import path from "node:path";
import { readManifest } from "../../../src/workbench/addin/manifest";

const guest = readFileSync(path.resolve(__dirname, "../guest/manifest.xml"), "utf8");
const parser = (): DOMParser => new DOMParser();

test("reads functions, pane, function file and ribbon of a manifest without a shared runtime", () => {
  const manifest = readManifest(guest, parser());

  expect(manifest).toMatchObject({
    id: "5a0c1b1e-7c0e-4a56-9a3b-3f6f1b5a9c11",
    name: "Guest functions",
    isShared: false,
    paneUrl: "https://guest.example.com/samples/batching/src/taskpane/taskpane.html",
    functionFileUrl: "https://guest.example.com/samples/batching/src/functions/functions.html",
    functions: {
      namespace: "GUEST",
      pageUrl: "https://guest.example.com/samples/batching/src/functions/functions.html",
      metadataUrl: "https://guest.example.com/samples/batching/src/functions/functions.json",
    },
  });
  expect(manifest.groups).toMatchObject([
    {
      label: "Guest",
      buttons: [
        { id: "TaskpaneButton", label: "Show pane", tip: "Opens the guest's task pane", action: { type: "showPane" } },
        { id: "StampButton", label: "Stamp", action: { type: "runFunction", functionName: "stamp" } },
      ],
    },
  ]);
});

test("names the resource that a manifest refers to and does not define", () => {
  const broken = guest.replace('<bt:Url id="Taskpane.Url"', '<bt:Url id="Other.Url"');

  expect(() => readManifest(broken, parser())).toThrow('refers to the resource "Taskpane.Url"');
});

test("says what a manifest without an id lacks", () => {
  expect(() => readManifest(guest.replace(/<Id>.*<\/Id>/, ""), parser())).toThrow("manifest.xml has no Id");
});
