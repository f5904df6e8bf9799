import type { PersonForgotten, ServerForgotten } from "../core/forget-person";

/** What was deleted where, and what stays, in sentences. */
export function forgottenText({ device, server }: PersonForgotten): string {
  return `${deviceText(device)} ${serverText(server)} ${stays}`;
}

const stays =
  "Cells of workbooks stay as they are, and so does what runs noted for undoing. A formula that still names this person may ask, and pay, again.";

function deviceText(device: number | undefined): string {
  if (device === undefined) return "This device could not delete its answers now: try again.";
  if (device === 0) return "Nothing was kept of this person on this device.";
  return `Deleted on this device: ${answers(device)}.`;
}

function serverText(server: ServerForgotten): string {
  switch (server.outcome) {
    case "forgotten":
      return server.answers === 0
        ? "The server kept nothing of this person."
        : `Deleted on the server: ${answers(server.answers)}.`;
    case "not_allowed":
      return "The server keeps its own for your team: only an administrator can delete it there.";
    case "unavailable":
      return "The server could not be asked: try again.";
  }
}

function answers(count: number): string {
  return count === 1 ? "1 answer" : `${count.toLocaleString("en-US")} answers`;
}

/** Whether pressing once more may do what was not done. */
export function isForgottenInPart({ device, server }: PersonForgotten): boolean {
  return device === undefined || server.outcome === "unavailable";
}
