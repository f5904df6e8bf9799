import { useLayoutEffect, useRef, type RefObject } from "react";

/**
 * Where the button that has the focus goes away with a change of state, the first button in the last part of the same place
 * gets it, so that a keyboard user is not thrown back to the top. A focus elsewhere is left alone.
 */
export function useKeptFocus<Place extends HTMLElement>(): RefObject<Place> {
  const place = useRef<Place>(null);
  const last = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const now = document.activeElement;
    const isLost = now === null || now === document.body;
    if (isLost && last.current !== null && !last.current.isConnected) mainButton(place.current)?.focus();
  });
  useLayoutEffect(() => {
    const element = place.current;
    const note = ({ target }: FocusEvent): void => {
      last.current = target instanceof Element && element?.contains(target) === true ? target : null;
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);
  return place;
}

/** Reports stand above the buttons that things are done with. */
function mainButton(place: HTMLElement | null): HTMLButtonElement | null | undefined {
  return place?.lastElementChild?.querySelector("button");
}
