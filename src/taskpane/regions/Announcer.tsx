import type { Readable } from "../../core/readable";
import { useVisuallyHidden } from "../controls/use-visually-hidden";
import { useReadable } from "../use-readable";

/** Tells screen readers what happens, without showing it twice. */
export function Announcer({ announcement }: { readonly announcement: Readable<string> }) {
  const hidden = useVisuallyHidden();
  return (
    <div aria-live="polite" className={hidden}>
      {useReadable(announcement)}
    </div>
  );
}
