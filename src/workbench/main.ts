import "./shell/page.css";
import { readFunctionsJson } from "./addin/functions-json";
import { readManifest } from "./addin/manifest";
import { createDriver } from "./create-driver";
import type { WorkbenchDriver } from "./driver";
import type { FunctionCatalogue } from "./functions";
import { createSession, type Session } from "./session";
import { createGuide, readGuide, type GuideStep } from "./shell/guide";
import { hostButtons } from "./shell/host-buttons";
import { createPage, type Page } from "./shell/page";
import { createRibbon } from "./shell/ribbon";
import { createSpreadsheet } from "./spreadsheet/spreadsheet";
import { splitSheet, parseRect } from "./office/address";

declare global {
  interface Window {
    workbench: WorkbenchDriver;
  }
}

async function start(root: HTMLElement): Promise<void> {
  const config = readConfig(await loadJson("/workbench/config.json"));
  const manifest = readManifest(await loadText("/workbench/manifest.xml"), new DOMParser());
  const addinUrl = (url: string): string => new URL(new URL(url).pathname, config.addinOrigin).href;
  const functions: FunctionCatalogue = manifest.functions
    ? readFunctionsJson(await loadJson(addinUrl(manifest.functions.metadataUrl)), manifest.functions.namespace)
    : { functions: [], enums: new Map() };

  const late: { session?: Session } = {};
  const open = (): Session => {
    if (!late.session) throw new Error("The workbench is still starting");
    return late.session;
  };
  const page = createPage(root, manifest.name, {
    open: async (file) => open().open(new Uint8Array(await file.arrayBuffer()), file.name),
    save: async () => download(await open().save(), "workbench.xlsx"),
    closePane: () => open().showPane(false),
  });
  const onError = (error: unknown): void => page.notify(error instanceof Error ? error.message : String(error));
  const spreadsheet = await createSpreadsheet({ container: page.grid, functions });
  const ribbon = createRibbon(
    manifest,
    hostButtons(open, page),
    (button) => open().frames().press(button),
    addinUrl,
    onError,
  );
  page.ribbon.append(ribbon.view);
  const session = createSession({
    manifest,
    functions,
    spreadsheet,
    page,
    addinOrigin: config.addinOrigin,
    onRibbon: (id, { enabled }) => enabled !== undefined && ribbon.setEnabled(id, enabled),
  });

  late.session = session;

  const sample = config.hasSample ? await loadBytes("/workbench/sample.xlsx") : undefined;
  const ready = session.open(sample, config.hasSample ? "sample.xlsx" : "Book1.xlsx");
  window.workbench = createDriver({ session, manifest, addinOrigin: config.addinOrigin, ready });
  const steps = readGuide(await loadJson("/workbench/guide.json"));
  if (steps.length > 0) page.guide.append(createGuide(steps, (step) => perform(step, open()), onError));
  await ready;
  showBusy(page, session);
}

function perform(step: GuideStep, session: Session): void {
  const { spreadsheet } = session;
  const rectOf = (address: string) => parseRect(splitSheet(address).local);
  const first = spreadsheet.sheets()[0];
  if (!first) return;
  spreadsheet.activateSheet(first.id);
  if (step.select !== undefined) spreadsheet.select(first.id, [rectOf(step.select)]);
  if (step.fillDown !== undefined) spreadsheet.fillDown(first.id, rectOf(step.fillDown));
  if (step.showPane === true) session.showPane(true);
}

/** The status bar counts the cells that wait, as Excel's does. */
function showBusy(page: Page, session: Session): void {
  let shown = "";
  const update = (): void => {
    const busy = session.spreadsheet.busyCells().length;
    const text = busy === 0 ? "Ready" : `Calculating: ${busy} ${busy === 1 ? "cell waits" : "cells wait"}`;
    if (text !== shown) page.setStatus((shown = text));
  };
  setInterval(update, 250);
  update();
}

function download(bytes: Uint8Array, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([new Uint8Array(bytes)]));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function readConfig(json: unknown): { addinOrigin: string; hasSample: boolean } {
  if (typeof json !== "object" || json === null || !("addinOrigin" in json) || typeof json.addinOrigin !== "string") {
    throw new Error("The workbench server sent no address of an add-in");
  }
  return { addinOrigin: json.addinOrigin, hasSample: "hasSample" in json && json.hasSample === true };
}

async function load(url: string): Promise<Response> {
  const reply = await fetch(url);
  if (!reply.ok) throw new Error(`${url} answered ${reply.status}`);
  return reply;
}
const loadJson = async (url: string): Promise<unknown> => (await load(url)).json();
const loadText = async (url: string): Promise<string> => (await load(url)).text();
const loadBytes = async (url: string): Promise<Uint8Array> => new Uint8Array(await (await load(url)).arrayBuffer());

const root = document.getElementById("page");
if (root) {
  start(root).catch((error: unknown) => {
    root.textContent = `The workbench could not start. ${error instanceof Error ? error.message : String(error)}`;
  });
}
