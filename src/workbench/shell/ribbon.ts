import type { AddinManifest, RibbonButton } from "../addin/manifest";
import { button, element } from "./element";

/** A button of the workbench itself, beside those of the add-in. */
export interface HostButton {
  readonly id: string;
  readonly label: string;
  readonly tip: string;
  readonly glyph: string;
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
          element("span", { class: "ribbon-glyph", "aria-hidden": "true" }, host.glyph),
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
          : element("span", { class: "ribbon-glyph", "aria-hidden": "true" }, "▦");
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
