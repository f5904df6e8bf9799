import type { AddinManifest, RibbonButton } from "../addin/manifest";
import { button, element } from "./element";
import { ribbonMenu } from "./ribbon-menu";

/** A button of the workbench itself, beside those of the add-in. */
export interface HostButton {
  readonly id: string;
  readonly label: string;
  readonly tip: string;
  /** Path data of a 20 x 20 drawing in strokes. */
  readonly drawing: string;
  readonly run: () => unknown;
}

export interface Ribbon {
  readonly view: HTMLElement;
  setEnabled(id: string, enabled: boolean): void;
}

/** The ribbon: one group for the workbench's own buttons, then the groups the add-in's manifest declares. */
export function createRibbon(
  manifest: AddinManifest,
  hostGroups: readonly { readonly label: string; readonly buttons: readonly HostButton[] }[],
  press: (control: RibbonButton) => unknown,
  iconUrl: (url: string) => string,
  onError: (error: unknown) => void,
): Ribbon {
  const byId = new Map<string, HTMLButtonElement>();
  const group = (label: string, buttons: readonly HTMLElement[]): HTMLElement =>
    element(
      "div",
      { class: "ribbon-group", role: "group", "aria-label": label },
      element("div", { class: "ribbon-buttons" }, ...buttons),
      element("div", { class: "ribbon-label", "aria-hidden": "true" }, label),
    );

  const ofHost = hostGroups.map(({ label, buttons }) =>
    group(
      label,
      buttons.map((host) =>
        button(
          { class: "ribbon-button", title: host.tip },
          host.run,
          onError,
          glyph(host.drawing),
          element("span", {}, host.label),
        ),
      ),
    ),
  );
  const face = ({ icon, label }: Pick<RibbonButton, "icon" | "label">): readonly [Element, Element] => [
    icon ? element("img", { src: iconUrl(icon), alt: "", width: "32", height: "32" }) : glyph(plainSquare),
    element("span", {}, label),
  ];
  const ofAddin = manifest.groups.map(({ label, buttons, menus }) =>
    group(label, [
      ...buttons.map((control) => {
        const { id, tip } = control;
        const attributes = { class: "ribbon-button ribbon-addin", id, title: tip };
        const made = button(attributes, () => press(control), onError, ...face(control));
        byId.set(id, made);
        return made;
      }),
      ...menus.map((menu) => ribbonMenu(menu, face(menu), press, onError)),
    ]),
  );

  return {
    view: element("nav", { class: "ribbon", "aria-label": "Ribbon" }, ...ofHost, ...ofAddin),
    setEnabled(id, enabled) {
      const found = byId.get(id);
      if (found) found.disabled = !enabled;
    },
  };
}

const plainSquare = "M4 4h12v12H4z";

function glyph(drawing: string): SVGSVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  const path = document.createElementNS(namespace, "path");
  path.setAttribute("d", drawing);
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "ribbon-glyph");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}
