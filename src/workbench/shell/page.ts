import { button, element } from "./element";

/** The rooms of the workbench page; parts put themselves into them. */
export interface Page {
  readonly ribbon: HTMLElement;
  readonly guide: HTMLElement;
  readonly grid: HTMLElement;
  readonly pane: HTMLElement;
  /** Where frames live that have no pane, such as a functions page apart. */
  readonly background: HTMLElement;
  setPaneVisible(visible: boolean): void;
  setDocumentName(name: string): void;
  /** A short sentence in the status bar. */
  setStatus(text: string): void;
  /** A sentence that stays until it is closed: something went wrong or is missing. */
  notify(text: string): void;
}

export interface PageActions {
  readonly open: (file: File) => unknown;
  readonly save: () => unknown;
  readonly closePane: () => unknown;
}

/** Lays the page out inside `root`. */
export function createPage(root: HTMLElement, addinName: string, actions: PageActions): Page {
  const notice = element("div", { class: "notice", role: "status", hidden: "" });
  const notify = (text: string): void => {
    notice.replaceChildren(
      element("span", {}, text),
      button({ class: "notice-close", "aria-label": "Close message" }, () => (notice.hidden = true), notifyError, "✕"),
    );
    notice.hidden = false;
  };
  const notifyError = (error: unknown): void => notify(error instanceof Error ? error.message : String(error));

  const fileInput = element("input", { type: "file", accept: ".xlsx", hidden: "" });
  fileInput.addEventListener("change", () => {
    const file = fileInput.files?.[0];
    fileInput.value = "";
    if (file)
      Promise.resolve(file)
        .then((chosen) => actions.open(chosen))
        .catch(notifyError);
  });
  const documentName = element("span", { class: "document-name" });
  const title = element(
    "header",
    { class: "title-bar" },
    element("span", { class: "product" }, "Workbench"),
    documentName,
    element("span", { class: "explain" }, "A stand-in for Excel: everything stays on this machine"),
    button({ class: "title-button" }, () => fileInput.click(), notifyError, "Open…"),
    button({ class: "title-button" }, actions.save, notifyError, "Save a copy"),
    fileInput,
  );

  const ribbon = element("div", { class: "ribbon-room" });
  const guide = element("div", { class: "guide-room" });
  const grid = element("main", { class: "grid-room", "aria-label": "Spreadsheet" });
  const paneBody = element("div", { class: "pane-body" });
  const pane = element(
    "aside",
    { class: "pane-room", "aria-label": `${addinName} task pane`, hidden: "" },
    element(
      "div",
      { class: "pane-title" },
      element("span", {}, addinName),
      button({ class: "pane-close", "aria-label": "Close task pane" }, actions.closePane, notifyError, "✕"),
    ),
    paneBody,
  );
  const background = element("div", { class: "background", "aria-hidden": "true" });
  const status = element("footer", { class: "status-bar", role: "status" }, "Starting…");

  root.replaceChildren(
    title,
    ribbon,
    guide,
    notice,
    element("div", { class: "rooms" }, grid, pane),
    status,
    background,
  );
  return {
    ribbon,
    guide,
    grid,
    pane: paneBody,
    background,
    setPaneVisible: (visible) => (pane.hidden = !visible),
    setDocumentName(name) {
      documentName.textContent = name;
      document.title = `${name} – Workbench`;
    },
    setStatus: (text) => (status.textContent = text),
    notify,
  };
}
