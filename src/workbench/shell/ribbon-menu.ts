import type { RibbonButton, RibbonMenu } from "../addin/manifest";
import { button, element } from "./element";

/** A ribbon button with a list below it; Escape, a choice or a click elsewhere closes it. */
export function ribbonMenu(
  { id, tip, label, items }: RibbonMenu,
  face: readonly Node[],
  press: (item: RibbonButton) => unknown,
  onError: (error: unknown) => void,
): HTMLElement {
  const choose = (item: RibbonButton): unknown => {
    show(false);
    opener.focus();
    return press(item);
  };
  const choices = items.map((item) =>
    button(
      { class: "ribbon-item", id: item.id, role: "menuitem", title: item.tip },
      () => choose(item),
      onError,
      item.label,
    ),
  );
  const list = element("div", { class: "ribbon-menu", role: "menu", "aria-label": label }, ...choices);
  const opener = button(
    { class: "ribbon-button ribbon-addin", id, title: tip, "aria-haspopup": "menu", "aria-expanded": "false" },
    () => show(opener.getAttribute("aria-expanded") !== "true"),
    onError,
    ...face,
  );
  const view = element("div", { class: "ribbon-menu-holder" }, opener, list);
  list.hidden = true;

  function show(isOpen: boolean): void {
    list.hidden = !isOpen;
    // Fixed, because the ribbon cuts off what hangs below it.
    const { left, bottom } = opener.getBoundingClientRect();
    Object.assign(list.style, { left: `${left}px`, top: `${bottom}px` });
    opener.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) choices[0]?.focus();
  }
  view.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node) || !view.contains(relatedTarget)) show(false);
  });
  view.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      show(false);
      opener.focus();
    } else if (step !== undefined) {
      event.preventDefault();
      const now = choices.findIndex((choice) => choice === document.activeElement);
      choices[(now + step + choices.length) % choices.length]?.focus();
    }
  });
  return view;
}
