import { DOCS_FORMULA_BAR_EDITOR_UNIT_ID_KEY, DOCS_NORMAL_EDITOR_UNIT_ID_KEY, ICommandService } from "@univerjs/core";
import { IEditorBridgeService, IEditorService, InsertCommand } from "@univerjs/preset-sheets-core";
import type { Editor } from "@univerjs/preset-sheets-core";
import type { EnumValue, FunctionCatalogue } from "../functions";
import { chosenText, matchingValues, stringArgumentAt } from "./string-argument";
import type { StringArgument } from "./string-argument";
import type { UniverApp } from "./univer-app";
import "./spreadsheet.css";

const cellEditors = new Set<string>([DOCS_NORMAL_EDITOR_UNIT_ID_KEY, DOCS_FORMULA_BAR_EDITOR_UNIT_ID_KEY]);
// Univer's card of argument hints is this wide and stands at the left edge of the editor.
const hintWidthPx = 256;

/** Keys before Univer sees them. */
export interface FirstKeys {
  handle: ((event: KeyboardEvent) => void) | undefined;
  dispose(): void;
}

/** Listens for keys; Univer must not have started, for it takes them in the same place. */
export function listenForKeysFirst(): FirstKeys {
  const onKey = (event: KeyboardEvent): void => keys.handle?.(event);
  const keys: FirstKeys = {
    handle: undefined,
    dispose: () => window.removeEventListener("keydown", onKey, true),
  };
  window.addEventListener("keydown", onKey, true);
  return keys;
}

interface Offer {
  readonly editor: Readonly<Editor>;
  readonly formula: string;
  readonly argument: StringArgument;
  readonly values: readonly EnumValue[];
  selected: number;
}

/** Offers the values of a custom enum while a text argument is typed: arrow keys, Enter or Tab to take, Esc to close. */
export function offerEnumValues(app: UniverApp, catalogue: FunctionCatalogue, keys: FirstKeys): () => void {
  const editors = app.injector.get(IEditorService);
  const commands = app.injector.get(ICommandService);
  const bridge = app.injector.get(IEditorBridgeService);
  const list = document.createElement("ul");
  list.className = "sheet-choices";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Values");
  list.hidden = true;
  document.body.append(list);
  let offer: Offer | undefined;
  let isScheduled = false;

  const close = (): void => {
    offer = undefined;
    list.hidden = true;
  };
  const refresh = (): void => {
    isScheduled = false;
    const editor = editors.getFocusEditor();
    if (!editor || !cellEditors.has(editor.getEditorId()) || !bridge.isVisible().visible) {
      close();
      return;
    }
    const formula = (editor.getDocumentData().body?.dataStream ?? "").replace(/[\r\n]+$/, "");
    const argument = stringArgumentAt(formula, editor.getCursorPosition(), catalogue);
    const values = argument ? matchingValues(argument.values, argument.typed) : [];
    // Also while the editor's caret lags behind what was just put in.
    const whole = argument && formula.slice(argument.start, argument.end);
    const isTaken = values.some(({ value }) => value === whole);
    if (argument === undefined || values.length === 0 || isTaken) {
      close();
      return;
    }
    offer = { editor, formula, argument, values, selected: 0 };
    draw(offer);
  };
  const draw = ({ editor, values, selected }: Offer): void => {
    list.replaceChildren(...values.map((value, index) => choice(value, index === selected, () => take(index))));
    list.hidden = false;
    const { left, bottom } = editor.getBoundingClientRect();
    const beside = left + hintWidthPx;
    list.style.left = `${Math.max(0, Math.min(beside, window.innerWidth - 330))}px`;
    list.style.top = `${Math.min(bottom + 2, window.innerHeight - 270)}px`;
    list.children[selected]?.scrollIntoView({ block: "nearest" });
  };
  const take = (index: number): void => {
    const value = offer?.values[index];
    if (offer === undefined || value === undefined) return;
    const { editor, argument } = offer;
    const { text, caret } = chosenText(offer.formula, argument, value);
    close();
    // As if typed: what is typed next follows at once, before the editor is drawn again.
    void commands.executeCommand(InsertCommand.id, {
      unitId: editor.getEditorId(),
      body: { dataStream: text },
      range: { startOffset: argument.start, endOffset: argument.end, collapsed: argument.start === argument.end },
      cursorOffset: caret - argument.start,
      segmentId: "",
    });
  };
  const onKey = (event: KeyboardEvent): void => {
    // Typed faster than the list was drawn: what is chosen must fit what stands there now.
    if (isScheduled) refresh();
    if (offer === undefined) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      offer.selected = (offer.selected + step + offer.values.length) % offer.values.length;
      draw(offer);
    } else if (event.key === "Enter" || event.key === "Tab") take(offer.selected);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  keys.handle = onKey;
  const edited = commands.onCommandExecuted(({ id }) => {
    if (!id.startsWith("doc.") || isScheduled) return;
    isScheduled = true;
    setTimeout(refresh, 0);
  });
  const shown = bridge.visible$.subscribe(({ visible }) => {
    if (!visible) close();
  });
  return () => {
    keys.handle = undefined;
    edited.dispose();
    shown.unsubscribe();
    list.remove();
  };
}

function choice(value: EnumValue, isSelected: boolean, take: () => void): HTMLElement {
  const item = document.createElement("li");
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", String(isSelected));
  item.textContent = value.name;
  if (value.tooltip !== undefined) {
    const detail = document.createElement("small");
    detail.textContent = value.tooltip;
    item.append(detail);
  }
  // Before the editor loses the focus by the click.
  item.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    event.stopPropagation();
    take();
  });
  return item;
}
