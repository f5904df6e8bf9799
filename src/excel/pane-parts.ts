import { catalogueFacts } from "../core/catalogue-facts";
import { isInvented, type Account, type ConnectionPort, type Forgetting } from "../core/connection";
import { createWritable } from "../core/readable";
import type { Identifier } from "../core/identifier";
import type { RefreshFlags } from "../core/service";
import type { SignInResult } from "../core/sign-in";
import { createBulkRunner } from "../core/run/create-bulk-runner";
import { createApproval } from "../core/spend/create-approval";
import type { AddinSession } from "./create-session";
import { insertExamplePeople } from "./example-people";
import { createFormulaSheet } from "./insert-function/create-formula-sheet";
import { createFunctionResult } from "./insert-function/function-result";
import { createFormulaWork } from "./create-formula-work";
import { createExcelLease } from "./ranges/excel-lease";
import { createExcelSheet } from "./ranges/excel-sheet";
import type { Reentry } from "./recalculate/reenter-formulas";
import { reenterWaiting } from "./recalculate/reenter-waiting";
import { createSharedFieldSets } from "./shared-field-sets";
import { createUndoSteps } from "./undo-steps";
import { createPaneMemory } from "./storage/pane-memory-store";

/** Runs of a workbook that was never saved are this page's alone. */
const unsavedWorkbook = `unsaved-${Math.random()}`;

/** What the pane is handed: loaded with it, so that formulas do not wait for it. */
export async function createPaneParts({ enricher, connection, clock, request, ...session }: AddinSession) {
  const [{ spending, answers, runs, presence }, signIn] = await Promise.all([session.onDevice(), session.signIn()]);
  const { guard, policy, choose } = spending;
  addEventListener("storage", spending.readPolicy);
  const approval = createApproval({ clock, facts: catalogueFacts, policy, guard });

  const { forceFetch = false, enrichRealtime = false } = session.settings.read();
  const refreshing = createWritable<RefreshFlags>({ forceFetch, enrichRealtime });

  const isNarrow = createWritable(session.settings.read().narrowSections);

  const account = (): Account | undefined => {
    const state = connection.state.get();
    return state.status === "ready" ? state.account : undefined;
  };
  const undo = createUndoSteps();
  const runner = createBulkRunner({
    ...{ enricher, sheet: createExcelSheet(undo), clock, journal: runs, presence, random: Math.random },
    lease: createExcelLease({ clock, random: Math.random, undo }),
    refreshFlags: () => refreshing.get(),
    who: () => account()?.caller?.name,
    place() {
      const { connectionId = "", workbookId = unsavedWorkbook } = session.place();
      const now = account();
      const isSandbox = now !== undefined && isInvented(now);
      return { connectionId, workbookId, isSandbox, requestsPerMinute: now?.requestsPerMinute };
    },
    async balance() {
      await connection.reload();
      return account()?.credits;
    },
  });
  // Whose runs they are is known once Office has told which workbook is open; a page that went away left some behind.
  let listedFor: string | undefined;
  function listRuns(): void {
    const { workbookId } = session.place();
    if (workbookId === undefined || workbookId === listedFor) return;
    listedFor = workbookId;
    void runner.refreshRuns();
  }
  let endToldFor = session.place().connectionId;
  /** How a run ended says nothing of the key that is used from now on. */
  function forgetEnd(): void {
    const { connectionId } = session.place();
    if (connectionId !== endToldFor) runner.forgetEnd();
    endToldFor = connectionId;
  }
  connection.state.subscribe(listRuns);
  connection.state.subscribe(forgetEnd);
  listRuns();

  /** Receipts of a key that was forgotten are gone as well. */
  async function thenListed(forgetting: Promise<Forgetting>): Promise<Forgetting> {
    const outcome = await forgetting;
    await runner.refreshRuns();
    return outcome;
  }
  const listing: ConnectionPort = {
    ...connection,
    useKey: (key) => thenListed(connection.useKey(key)),
    forgetKey: () => thenListed(connection.forgetKey()),
    leave: () => thenListed(connection.leave()),
  };

  // A run that holds because there was no network need not wait for its next try.
  addEventListener("online", () => {
    const state = runner.state.get();
    if ("hold" in state && state.hold === "offline") runner.resume();
  });

  /** Gives a yes, then has the cells ask again that may wait for it. */
  function then(yes: () => void): Promise<Reentry> {
    yes();
    return reenterWaiting();
  }

  return {
    runner,
    signIn: {
      ...{ wanted: signIn.wanted, who: signIn.who },
      async signIn(): Promise<SignInResult> {
        const result = await signIn.signIn();
        if (result.outcome !== "signed_in") return result;
        await connection.reload();
        // Cells that nobody answered, because nobody was signed in. A sheet that cannot be read is no failed sign-in.
        if (connection.state.get().status === "ready") await reenterWaiting().catch(() => undefined);
        return result;
      },
      async signOut() {
        await signIn.signOut();
        return listing.leave();
      },
    },
    refreshFlags: {
      chosen: refreshing,
      choose(flags: RefreshFlags) {
        session.settings.keep(flags);
        refreshing.set(flags);
      },
    },
    narrowing: {
      isNarrow,
      choose(narrowSections: boolean) {
        session.settings.keep({ narrowSections });
        isNarrow.set(narrowSections);
      },
    },
    memory: createPaneMemory(session.storage),
    sharedSets: createSharedFieldSets(),
    insertExamples: insertExamplePeople,
    ...{ enricher, connection: listing, clock, request, answers },
    insertFunction: { sheet: createFormulaSheet(), resultOf: createFunctionResult(session.formulas) },
    formulas: createFormulaWork({ enricher, clock, refreshFlags: () => refreshing.get() }),
    spending: {
      approval: approval.state,
      approve: () => then(() => approval.approve()),
      trySome: (count: number) => then(() => approval.trySome(count)),
      enterAnew: reenterWaiting,
      discard: () => approval.discard(),
      policy,
      choosePolicy: choose,
    },
    async forgetPerson(identifier: Identifier) {
      const { createForgetPerson } = await import(/* webpackChunkName: "forget-person" */ "./forget-person");
      const { device, gateway } = session;
      const connectionId = (): string | undefined => session.place().connectionId;
      return createForgetPerson({ ...device, clock, gateway, connectionId })(identifier);
    },
    openHelp: () => openPage(new URL("/help/start.html", location.href).href),
  };
}

/** Opens a page of our own in a browser window: Office's way where it has one, as on the desktop, else the browser's. */
function openPage(url: string): void {
  if (Office.context.requirements.isSetSupported("OpenBrowserWindowApi", "1.1"))
    Office.context.ui.openBrowserWindow(url);
  else window.open(url, "_blank", "noopener");
}
