// Functions first: Excel may call them as soon as Office has started.
import "./excel/functions/functions";
import { browserClock } from "./excel/browser-clock";
import { associateCommands } from "./excel/commands";
import { createSession } from "./excel/create-session";
import { documentAddress, partitionKey, whenOfficeReady } from "./excel/office";
import { startSession } from "./excel/session";

const session = createSession({
  origin: location.origin,
  fetch: (input, init) => fetch(input, init),
  indexedDB: () => indexedDB,
  locks: () => navigator.locks,
  openChannel: (name) => new BroadcastChannel(name),
  storage: () => localStorage,
  partitionKey,
  documentAddress,
  clock: browserClock,
  whenReady: whenOfficeReady,
  openSignIn: async (wanted) =>
    (await import(/* webpackChunkName: "sign-in" */ "./excel/sign-in/open-sign-in")).openSignIn(wanted),
});
startSession(session);
// "Recalculate when the network is back": then nobody is told again what was so a moment ago.
addEventListener("online", () => {
  const { enricher } = session;
  if (enricher.activity.get().stoppedBy === undefined) enricher.resume();
});
void start();

async function start(): Promise<void> {
  await whenOfficeReady();
  associateCommands(session.request);
  const pane = document.getElementById("pane");
  if (pane === null) return;
  try {
    await showPane(pane);
  } catch (error) {
    pane.textContent = "The pane could not be loaded. Close it and open it again.";
    throw error;
  }
}

async function showPane(pane: Element): Promise<void> {
  const [{ mountPane }, { createPaneParts }] = await Promise.all([
    import(/* webpackChunkName: "pane" */ "./taskpane/mount"),
    import(/* webpackChunkName: "pane" */ "./excel/pane-parts"),
  ]);
  mountPane(pane, await createPaneParts(session));
}
