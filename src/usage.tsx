import { createRoot } from "react-dom/client";
import { createSignInQuestion } from "./crustdata/gateway-sign-in";
import { browserClock } from "./excel/browser-clock";
import { usePaneTheme } from "./taskpane/theme";
import type { CsvFile } from "./usage-page/csv-files";
import { dayOf } from "./usage-page/days";
import { drawChart } from "./usage-page/draw-chart";
import type { UsagePageParts } from "./usage-page/parts";
import type { SignIn } from "./usage-page/sign-in";
import { createTokenSignIn } from "./usage-page/token-sign-in";
import { UsagePage } from "./usage-page/UsagePage";
import { createUsageSource } from "./usage-page/usage-source";

/** The program of usage.html: the administrator's page over this browser and the gateway that served it. */
function UsageProgram({ parts }: { readonly parts: UsagePageParts }) {
  return <UsagePage parts={parts} look={usePaneTheme(undefined)} />;
}

/** A file leaves a page only by a link that is pressed. */
function save({ name, text }: CsvFile): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read it when the next task starts.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}

/** How the gateway wants people to sign in; by token where it does not say. */
async function openSignIn(): Promise<SignIn> {
  const readWanted = createSignInQuestion({
    fetch: (input, init) => fetch(input, init),
    baseUrl: `${location.origin}/api`,
    headers: () => ({}),
    clock: browserClock,
  });
  const wanted = await readWanted();
  if (wanted?.kind !== "entra") return createTokenSignIn(tabStorage());
  const { openAccountSignIn } = await import(/* webpackChunkName: "usage-sign-in" */ "./usage-sign-in");
  return openAccountSignIn(wanted);
}

async function start(root: Element): Promise<void> {
  const signIn = await openSignIn();
  const source = createUsageSource({ fetch: window.fetch.bind(window), origin: location.origin, signIn });
  createRoot(root).render(
    <UsageProgram parts={{ source, signIn, draw: drawChart, today: () => dayOf(Date.now()), save }} />,
  );
}

/** Some browsers refuse even to name their storage. */
function tabStorage(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  try {
    return window.sessionStorage;
  } catch {
    return { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
  }
}

const root = document.getElementById("usage");
if (root === null) throw new Error("The page has no place for what it shows.");
start(root).catch((error: unknown) => {
  root.textContent = "This page could not be loaded. Reload it.";
  throw error;
});
