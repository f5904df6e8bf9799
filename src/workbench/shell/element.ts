type Child = Node | string | undefined;

/** Makes an element with properties, attributes (`aria-…`, `role`) and children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A button that runs `onClick` and shows what went wrong, if anything, through `onError`. */
export function button(
  attributes: Readonly<Record<string, string>>,
  onClick: () => unknown,
  onError: (error: unknown) => void,
  ...children: readonly Child[]
): HTMLButtonElement {
  const made = element("button", { type: "button", ...attributes }, ...children);
  made.addEventListener("click", () => {
    Promise.resolve()
      .then(onClick)
      .catch((error: unknown) => onError(error));
  });
  return made;
}
