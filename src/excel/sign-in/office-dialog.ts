/** How a window of Office's came to its end. */
export type DialogEnd =
  { readonly outcome: "message"; readonly message: string } | { readonly outcome: "closed" | "blocked" | "failed" };

export interface OfficeDialog {
  /** Resolves with the first message of our own origin, or why there is none. Never rejects. */
  readonly ended: Promise<DialogEnd>;
  close(): void;
}

export interface OfficeDialogOptions {
  /** Have Office ask the person first, where no click of theirs stands behind it. */
  readonly asksFirst: boolean;
}

/** Percent of the screen. */
const size = { height: 65, width: 35 };
/** https://learn.microsoft.com/office/dev/add-ins/develop/dialog-handle-errors-events */
const openingErrors: Readonly<Record<number, DialogEnd["outcome"] & ("closed" | "blocked")>> = {
  12009: "closed",
  12011: "blocked",
};
const closedByPerson = 12006;

/** Opens a page of our own origin in a window of Office's, which is closed with its first message. */
export function openOfficeDialog(address: string, { asksFirst }: OfficeDialogOptions): OfficeDialog {
  const { origin } = new URL(address);
  let opened: Office.Dialog | undefined;
  let isOver = false;
  let end: (how: DialogEnd) => void = () => undefined;
  const ended = new Promise<DialogEnd>((resolve) => (end = resolve));

  function finish(how: DialogEnd): void {
    if (isOver) return;
    isOver = true;
    end(how);
    // Office rejects closing a window that is gone.
    try {
      if (how.outcome !== "closed") opened?.close();
    } catch {
      opened = undefined;
    }
  }

  Office.context.ui.displayDialogAsync(address, { ...size, promptBeforeOpen: asksFirst }, (result) => {
    // Microsoft's types promise a window even where there is none.
    const dialog: Office.Dialog | undefined = result.value;
    if (String(result.status) !== "succeeded") {
      finish({ outcome: openingErrors[result.error.code] ?? "failed" });
      return;
    }
    opened = dialog;
    dialog.addEventHandler(Office.EventType.DialogMessageReceived, (event) => {
      // Hosts older than DialogOrigin 1.1 name no origin and let pages of our own domain speak only.
      if (!("message" in event) || (event.origin !== undefined && event.origin !== origin)) return;
      finish({ outcome: "message", message: event.message });
    });
    dialog.addEventHandler(Office.EventType.DialogEventReceived, (event) => {
      finish({ outcome: "error" in event && event.error === closedByPerson ? "closed" : "failed" });
    });
  });

  return {
    ended,
    close() {
      if (isOver) return;
      isOver = true;
      opened?.close();
      end({ outcome: "closed" });
    },
  };
}
