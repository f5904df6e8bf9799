import { defaultSections } from "../core/catalogue";
import type { Clock } from "../core/clock";
import type { Account, ConnectionPort } from "../core/connection";
import { createEnricher } from "../core/create-enricher";
import type { Enricher } from "../core/enricher";
import { createWritable, type Writable } from "../core/readable";
import { createConcurrencyLimit } from "../core/slots";
import type { SpendGate } from "../core/spend-gate";
import type { AccountReply } from "../crustdata/account";
import type { ServiceAddress } from "../crustdata/exchange";
import { createConnectedEnricher } from "./connected-enricher";
import { createConnection, type Connection } from "./connection";
import type { GatewayClient } from "./gateway-client";
import { createLazyGatewayClient } from "./lazy-gateway-client";
import { createFormulas, type Formulas } from "./functions/formulas";
import type { Session } from "./session";
import type { PageSignIn, PageSignInParts } from "./sign-in/page-sign-in";
import { createDeviceStorage, type DeviceStorage, type DeviceStorageOptions } from "./storage/device-storage";
import { createLazyAnswerStore } from "./storage/lazy-answer-store";
import { keepSettings, readSettings, type Settings } from "./storage/settings";
import { keepUndeleted, readUndeleted } from "./storage/undeleted-names";
import type { OnDevice } from "./on-device";
import { hashText } from "./hash-text";
import { isTeamToken, keyHeader } from "./key-header";
import { loadOnce } from "./load-once";

/** What the add-in needs of the page it runs in. */
export interface SessionParts {
  /** Of the page: its own gateway answers under `/api`. */
  readonly origin: string;
  readonly fetch: typeof globalThis.fetch;
  /** Undefined or throwing where the browser has none or blocks it. */
  readonly indexedDB: () => IDBFactory | undefined;
  /** What this device's windows share. */
  readonly locks?: () => LockManager | undefined;
  /** Speaks to this add-in's other pages. */
  readonly openChannel?: (name: string) => BroadcastChannel;
  readonly storage: DeviceStorageOptions["storage"];
  readonly partitionKey: () => string | undefined;
  readonly documentAddress: () => string | undefined;
  readonly clock: Clock;
  /** Resolves when Office has started. */
  readonly whenReady: () => Promise<void>;
  /** Loads what signs people in to a directory, where the gateway wants it. */
  readonly openSignIn: PageSignInParts["open"];
}

/** What a ribbon button asked the pane to show; a new object for each press. */
export interface RibbonRequest {
  readonly refresh: boolean;
  readonly formulas?: "refresh_sheet" | "refresh_errors" | "repair" | "freeze" | "thaw";
}

/** The add-in in this workbook: functions, commands and pane share it. */
export interface AddinSession extends Session {
  readonly enricher: Enricher;
  readonly connection: ConnectionPort;
  /** Rejects where it cannot be loaded. */
  readonly signIn: () => Promise<PageSignIn>;
  readonly onDevice: () => Promise<OnDevice>;
  /** Which connection is in use, and which workbook is open: by a hash, undefined where it was never saved. */
  readonly place: () => { readonly connectionId: string | undefined; readonly workbookId: string | undefined };
  /** The gateway as the connection in use speaks to it. */
  readonly gateway: () => Promise<ServiceAddress>;
  /** Where this device keeps answers. */
  readonly device: Pick<SessionParts, "indexedDB" | "openChannel" | "partitionKey">;
  readonly clock: Clock;
  /** What was chosen on this device. */
  readonly settings: { read(): Settings; keep(changed: Partial<Settings>): void };
  /** Texts kept on this device, for what is loaded later. */
  readonly storage: DeviceStorage;
  readonly request: Writable<RibbonRequest | undefined>;
}

const requestsUnderWay = 4;
const dayMs = 86_400_000;

/** Loaded apart from the functions, which have to be there first. */
const loadStorage = () => import(/* webpackChunkName: "storage" */ "./on-device");

const loadGatewayClient = () => import(/* webpackChunkName: "gateway" */ "./gateway-client");

/** The session of this page; it asks for nothing but the account until somebody asks. */
export function createSession(parts: SessionParts): AddinSession {
  const { clock } = parts;
  const storage = createDeviceStorage(parts);

  const { fetch, origin } = parts;
  const address = { fetch, baseUrl: `${origin}/api`, clock };
  const loadSignIn = loadOnce(async () =>
    (await loadGatewayClient()).createGatewaySignIn({ ...address, headers: () => ({}) }, parts.openSignIn),
  );
  async function signedAddress(headers: ServiceAddress["headers"]): Promise<ServiceAddress> {
    const [{ createSignedFetch }, signIn] = await Promise.all([loadGatewayClient(), loadSignIn()]);
    return { ...address, fetch: createSignedFetch(fetch, { origin, signIn }), headers };
  }
  const gatewayWith = (headers: ServiceAddress["headers"]): GatewayClient =>
    createLazyGatewayClient(async () => {
      const { createGatewayClient } = await loadGatewayClient();
      return createGatewayClient(await signedAddress(headers));
    });

  async function readAccount(key: string | undefined): Promise<AccountReply<Account>> {
    const ask = () => gatewayWith(() => Promise.resolve(keyHeader(key))).account();
    const reply = await ask();
    const isForSignIn = reply.outcome === "sign_in_needed" && (key === undefined || !isTeamToken(key));
    return isForSignIn && (await (await loadSignIn()).prepare()) ? ask() : reply;
  }

  // Begun now, so that the first formula does not wait for them; whoever needs one tries again where this fails.
  loadGatewayClient().catch(() => undefined);
  loadStorage().catch(() => undefined);

  let connectionId: string | undefined;
  let key: string | undefined;
  let workbookId: string | undefined;

  const loadOnDevice = loadOnce(async () => {
    const { createOnDevice } = await loadStorage();
    return createOnDevice({ ...parts, storage, place: () => ({ connectionId, workbookId }) }, enricher.activity);
  });

  /** Tells workbooks apart without naming them; the same for everybody who has this one open. */
  async function readWorkbookId(): Promise<string | undefined> {
    const address = parts.documentAddress();
    workbookId = address === undefined ? undefined : await hashText(`enrich-for-excel workbook ${address}`);
    return workbookId;
  }

  const gate: SpendGate = {
    wouldHold: async (burst) => (await loadOnDevice()).spending.guard.gate.wouldHold(burst),
    judge: async (burst) => (await loadOnDevice()).spending.guard.gate.judge(burst),
    noteFree: (burst) => void loadOnDevice().then(({ spending }) => spending.guard.gate.noteFree(burst), ignore),
  };

  const connected = createConnectedEnricher(({ id, key }: Connection) => {
    const gateway = gatewayWith(async () => ({ ...keyHeader(key), ...workbookHeader(await readWorkbookId()) }));
    return createEnricher({
      ...{ clock, random: Math.random, gate, service: gateway, keptQuestion: gateway.kept },
      slots: createConcurrencyLimit(requestsUnderWay, { clock, random: Math.random }),
      ...(id === undefined ? {} : { store: createLazyAnswerStore(async () => (await loadOnDevice()).answers.of(id)) }),
      onDeleted: (keys) => void loadOnDevice().then(({ spending }) => spending.guard.noteDeleted(keys), ignore),
      settings: {
        retentionMs: readSettings(storage).retentionDays * dayMs,
        defaultSections: () => (readSettings(storage).narrowSections ? [] : defaultSections),
      },
    });
  }, clock);

  const { enricher } = connected;
  let closing: Promise<unknown> = Promise.resolve();
  const connection = createConnection({
    storage,
    connect: (next) => {
      const isAnother = next.id !== connectionId;
      connectionId = next.id;
      key = next.key;
      // Whoever asks for it waits until it is there. What is under way over the same one stays counted.
      if (isAnother) loadOnDevice().then(({ spending }) => spending.reload(), ignore);
      // One before it may still be closing.
      closing = Promise.all([closing, connected.connect(next)]);
    },
    readAccount,
    nameOfKey: async (key) =>
      // Whoever signs in, the team's answers are the team's.
      isTeamToken(key) ? "team" : `personal-${await hashText(`enrich-for-excel key ${key}`)}`,
    resume: () => enricher.resume(),
    async forgetAnswers(forgottenId) {
      // Where what deletes them cannot be loaded, the next page does it.
      keepUndeleted(storage, [...readUndeleted(storage), forgottenId]);
      const { answers, spending, runs } = await loadOnDevice();
      await answers.forget(forgottenId);
      await runs.forget(forgottenId);
      spending.forget(forgottenId);
      // What was under way is finished and kept, because it was paid for; then it has to go as well.
      closing.then(() => answers.forget(forgottenId)).catch(ignore);
    },
  });
  // A sign-in that ended in the middle of work is found out by the work; the pane is told by the account.
  enricher.activity.subscribe(() => {
    const { stoppedBy } = enricher.activity.get();
    const isAboutPerson = stoppedBy === "sign_in_needed" || stoppedBy === "not_allowed";
    if (isAboutPerson && connection.state.get().status === "ready") void connection.reload();
  });
  let formulas: Formulas | undefined;
  // Before that, Office cannot say under which name this device's key and settings are kept.
  void parts
    .whenReady()
    .then(() => readWorkbookId().catch(ignore))
    .then(() => connection.reload())
    // Without Office there is no connection, and asks end by themselves.
    .catch(ignore);

  return {
    get formulas() {
      return (formulas ??= createFormulas({ enricher }));
    },
    enricher,
    connection,
    signIn: loadSignIn,
    onDevice: loadOnDevice,
    place: () => ({ connectionId, workbookId }),
    gateway: () => signedAddress(() => keyHeader(key)),
    device: parts,
    clock,
    storage,
    settings: { read: () => readSettings(storage), keep: (changed) => keepSettings(storage, changed) },
    request: createWritable<RibbonRequest | undefined>(undefined),
  };
}

function workbookHeader(id: string | undefined): Record<string, string> {
  return id === undefined ? {} : { "x-workbook": id };
}

/** For what is tried again by whoever needs it. */
function ignore(): undefined {
  return undefined;
}
