import type { AddinManifest, RibbonButton } from "../addin/manifest";
import { button, element } from "./element";

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
  const group = (label: string, buttons: readonly HTMLButtonElement[]): HTMLElement =>
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
  const ofAddin = manifest.groups.map(({ label, buttons }) =>
    group(
      label,
      buttons.map((control) => {
        const icon = control.icon
          ? element("img", { src: iconUrl(control.icon), alt: "", width: "32", height: "32" })
          : glyph(plainSquare);
        const made = button(
          { class: "ribbon-button ribbon-addin", id: control.id, title: control.tip },
          () => press(control),
          onError,
          icon,
          element("span", {}, control.label),
        );
        byId.set(control.id, made);
        return made;
      }),
    ),
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
