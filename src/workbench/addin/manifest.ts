/** A ribbon button of the add-in. */
export interface RibbonButton {
  readonly id: string;
  readonly label: string;
  readonly tip: string;
  /** Address of the icon nearest to 32 px, if the manifest names one. */
  readonly icon: string | undefined;
  readonly action:
    | { readonly type: "showPane"; readonly url: string }
    | { readonly type: "runFunction"; readonly functionName: string };
}

/** A button that opens a list of further ones. */
export interface RibbonMenu extends Omit<RibbonButton, "action"> {
  readonly items: readonly RibbonButton[];
}

export interface RibbonGroup {
  readonly label: string;
  readonly buttons: readonly RibbonButton[];
  /** Stand behind the buttons. */
  readonly menus: readonly RibbonMenu[];
}

/** Every button of the ribbon, those in menus included. */
export function ribbonButtons(groups: readonly RibbonGroup[]): readonly RibbonButton[] {
  return groups.flatMap(({ buttons, menus }) => [...buttons, ...menus.flatMap(({ items }) => items)]);
}

/** What Excel learns of an add-in from its manifest.xml. */
export interface AddinManifest {
  readonly id: string;
  readonly name: string;
  /** Pages are one runtime where the manifest declares a shared one. */
  readonly isShared: boolean;
  readonly paneUrl: string | undefined;
  readonly functionFileUrl: string | undefined;
  readonly functions:
    { readonly namespace: string; readonly pageUrl: string; readonly metadataUrl: string } | undefined;
  readonly groups: readonly RibbonGroup[];
}

/** Reads a manifest; throws an Error that names what is missing. */
export function readManifest(xml: string, parser: Pick<DOMParser, "parseFromString">): AddinManifest {
  const document = parser.parseFromString(xml, "application/xml");
  const problem = document.getElementsByTagName("parsererror")[0];
  if (problem) throw new Error(`manifest.xml is not well-formed XML: ${problem.textContent.slice(0, 200)}`);

  const root = document.documentElement;
  const resources = readResources(root);
  const resolve = (element: Element | undefined): string | undefined => {
    const resid = element?.getAttribute("resid");
    if (!resid) return undefined;
    const value = resources.get(resid);
    if (value === undefined)
      throw new Error(`manifest.xml refers to the resource "${resid}", which it does not define`);
    return value;
  };

  const settings = child(root, "DefaultSettings");
  const controls = (group: Element, type: string): Element[] =>
    all(group, "Control").filter((control) => control.getAttribute("xsi:type") === type);
  const readFace = (control: Element): Omit<RibbonButton, "action"> => {
    const tip = child(control, "Supertip");
    return {
      id: control.getAttribute("id") ?? "",
      label: resolve(child(control, "Label")) ?? "",
      tip: (tip && resolve(child(tip, "Description"))) ?? "",
      icon: readIcon(control, resolve),
    };
  };
  const readButton = (control: Element): RibbonButton[] => {
    const action = child(control, "Action");
    const shown = action && resolve(child(action, "SourceLocation"));
    const called = action && child(action, "FunctionName")?.textContent.trim();
    if (!shown && !called) return [];
    const to = shown ?? called ?? "";
    return [
      {
        ...readFace(control),
        action: shown ? { type: "showPane", url: to } : { type: "runFunction", functionName: to },
      },
    ];
  };
  const readMenu = (control: Element): RibbonMenu => ({
    ...readFace(control),
    items: all(control, "Item").flatMap(readButton),
  });
  const groups = all(root, "Group").map((group) => ({
    label: resolve(child(group, "Label")) ?? "",
    buttons: controls(group, "Button").flatMap(readButton),
    menus: controls(group, "Menu").map(readMenu),
  }));
  const shownPane = ribbonButtons(groups).find((button) => button.action.type === "showPane");

  return {
    id: requiredText(root, "Id"),
    name: child(root, "DisplayName")?.getAttribute("DefaultValue") ?? "Add-in",
    isShared: all(root, "Runtime").length > 0,
    paneUrl:
      shownPane?.action.type === "showPane"
        ? shownPane.action.url
        : ((settings && child(settings, "SourceLocation")?.getAttribute("DefaultValue")) ?? undefined),
    functionFileUrl: resolve(all(root, "FunctionFile")[0]),
    functions: readFunctions(root, resolve),
    groups: groups.filter(({ buttons, menus }) => buttons.length + menus.length > 0),
  };
}

type Resolve = (element: Element | undefined) => string | undefined;

function readFunctions(root: Element, resolve: Resolve): AddinManifest["functions"] {
  const point = all(root, "ExtensionPoint").find((element) => element.getAttribute("xsi:type") === "CustomFunctions");
  if (!point) return undefined;
  const source = (name: string): string => {
    const parent = child(point, name);
    const url = parent && resolve(child(parent, "SourceLocation"));
    if (!url) throw new Error(`manifest.xml: CustomFunctions has no ${name} with a SourceLocation`);
    return url;
  };
  return {
    namespace: resolve(child(point, "Namespace")) ?? "",
    pageUrl: source("Page"),
    metadataUrl: source("Metadata"),
  };
}

function readIcon(control: Element, resolve: Resolve): string | undefined {
  const images = all(control, "Image");
  const distance = (image: Element): number => Math.abs(Number(image.getAttribute("size") ?? "0") - 32);
  return resolve(images.sort((a, b) => distance(a) - distance(b))[0]);
}

function readResources(root: Element): ReadonlyMap<string, string> {
  const resources = all(root, "Resources")[0];
  const entries = resources ? ["Image", "Url", "String"].flatMap((name) => all(resources, name)) : [];
  return new Map(
    entries.map((entry) => [entry.getAttribute("id") ?? "", entry.getAttribute("DefaultValue") ?? ""] as const),
  );
}

function requiredText(root: Element, name: string): string {
  const text = child(root, name)?.textContent.trim();
  if (!text) throw new Error(`manifest.xml has no ${name}`);
  return text;
}

/** Descendants of this local name, whatever their prefix: `bt:Url` as well as `Url`. */
function all(parent: Element, localName: string): Element[] {
  return [...parent.querySelectorAll("*")].filter((element) => element.localName === localName);
}

function child(parent: Element, localName: string): Element | undefined {
  return [...parent.children].find((element) => element.localName === localName);
}
