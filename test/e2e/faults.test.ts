import { defaultSections } from "../../src/core/catalogue";
import type { FaultName } from "../../src/sandbox/faults";
import type { DriverCell } from "../../src/workbench/driver";
import { startDemo, type Demo } from "../support/demo";

/** A person as the sandbox knows them without any fault; undefined for those it does not know. */
type Person = Readonly<Record<string, unknown>> | undefined;
type Shows = (person: Person) => Partial<DriverCell>;

/** One formula: whom it asks for, what it wants to know, and what its cell has to show. */
interface Ask {
  /** Made unique for each fault; with an `@` it becomes an address, else a profile URL. */
  readonly who: string;
  readonly field?: string;
  readonly options?: string;
  readonly shows?: Shows;
}

/** What a fault makes of the cells, and what the sandbox's own books then hold. */
interface Expectation {
  /** How often it strikes; default 1, lasting ones strike until cleared. */
  readonly times?: number;
  /** Default: two people the sandbox knows and one it does not, each with the headline. */
  readonly asks?: readonly Ask[];
  /** What every cell shows that does not say itself; default the truth. */
  readonly shows?: Shows;
  readonly requests: number;
  readonly credits: number;
  /** Before the books are read and the fault is switched on. */
  readonly before?: () => Promise<void>;
  /** With the fault on, before the cells ask. */
  readonly first?: (urls: readonly string[]) => Promise<void>;
}

const notAvailable =
  (message: string): Shows =>
  () => ({ type: "error", value: "#N/A", message });
const noMatch = notAvailable("No match. 0 credits.");
const always =
  (cell: Partial<DriverCell>): Shows =>
  () =>
    cell;
/** What the sandbox itself says stands at the path, or that nobody was found. */
const truth =
  (path = "basic_profile.headline"): Shows =>
  (person) =>
    person === undefined ? noMatch(person) : { type: "text", value: valueAt(person, path) };
const anybodyElse: Shows = (person) => ({
  type: "text",
  value: differsFrom(valueAt(person, "basic_profile.headline")),
});

const known: Ask = { who: "known-a" };
const alsoKnown: Ask = { who: "known-b" };
const nobody: Ask = { who: "nobody-c" };
const usual = [known, alsoKnown, nobody];

/** Nothing happened that a cell would show. */
const unharmed = { requests: 1, credits: 2 };
/** Refused or unanswered once, and nothing billed for it. */
const triedAgain = { requests: 2, credits: 2 };
/** Billed without an answer, and asked once more: this is what the service takes for it. */
const billedAgain = { requests: 2, credits: 4 };
const away = notAvailable("The service is not available now: recalculate in a minute.");
const creditsUsedUp = {
  requests: 1,
  credits: 0,
  shows: notAvailable(
    "Credits are used up: add some to the account, press Ask again in the Enrich pane, then recalculate.",
  ),
};
const onlyNamesLeft: Expectation = {
  ...unharmed,
  asks: [
    { ...known, shows: always({ type: "text", value: "" }) },
    { ...alsoKnown, field: "name", shows: truth("basic_profile.name") },
    nobody,
  ],
};
const nobodyAtAll: Expectation = { asks: [nobody, { who: "nobody-d" }], requests: 1, credits: 0 };

const expectations: Readonly<Record<FaultName, Expectation>> = {
  "429": triedAgain,
  "429_retry_after": triedAgain,
  "429_retry_after_date": triedAgain,
  "429_without_headers": triedAgain,
  "500_once": triedAgain,
  "500_always": { requests: 3, credits: 0, shows: away },
  "502_html": triedAgain,
  "503": triedAgain,
  "504_after_billing": billedAgain,
  html_body: triedAgain,
  "402_after_n": { ...creditsUsedUp, times: 0 },
  "403_credits": creditsUsedUp,
  key_revoked: {
    requests: 1,
    credits: 0,
    shows: notAvailable("The key was refused: open the Enrich pane to use another, or to ask again once it works."),
  },
  endpoint_denied: {
    requests: 1,
    credits: 0,
    shows: notAvailable("The plan of this key does not include looking up people: use another key in the Enrich pane."),
  },
  summary_denied: {
    asks: [
      known,
      {
        ...known,
        field: "summary",
        shows: notAvailable(
          "Your plan does not include basic_profile.summary: choose another field, or another key in the Enrich pane.",
        ),
      },
      nobody,
    ],
    requests: 2,
    credits: 1,
  },
  full_plan: {
    ...unharmed,
    asks: [known, { ...alsoKnown, field: "updated_at", shows: always({ type: "number" }) }, nobody],
  },
  emails_refused: {
    asks: [
      { who: "known-a@", shows: notAvailable("This service does not look up e-mails") },
      { who: "known-b@", shows: notAvailable("This service does not look up e-mails") },
      known,
    ],
    requests: 2,
    credits: 1,
  },
  refresh_flags_refused: { ...triedAgain, first: askForFreshFetch },
  encoded_slugs_refused: {
    asks: [
      { who: "known-%C3%BC", shows: notAvailable("The service refused this identifier") },
      known,
      alsoKnown,
      nobody,
    ],
    requests: 2,
    credits: 2,
  },
  version_refused: {
    requests: 1,
    credits: 0,
    shows: notAvailable("The service no longer takes this version of requests."),
  },
  refused_400: { requests: 3, credits: 2 },
  "422": { requests: 3, credits: 2 },
  "413": {
    asks: ["a", "b", "c", "d", "e", "f"].map((letter): Ask => ({ who: `known-${letter}` })).concat(nobody),
    requests: 3,
    credits: 6,
  },
  slow: unharmed,
  truncated_json: billedAgain,
  cut_body: billedAgain,
  empty_body: billedAgain,
  reset_connection: billedAgain,
  reset_before_billing: triedAgain,
  wrapped_results: {
    ...unharmed,
    shows: notAvailable("The service answered in a shape this add-in does not know. Possibly billed."),
  },
  shuffled_rows: unharmed,
  missing_rows: { asks: [known, nobody, { ...alsoKnown, shows: noMatch }], requests: 1, credits: 1 },
  bare_empty_list: { requests: 1, credits: 0, shows: noMatch },
  slash_matched_on: unharmed,
  foreign_matched_on: {
    ...unharmed,
    shows: notAvailable("The service's reply fits none of those asked for. Possibly billed."),
  },
  null_values: onlyNamesLeft,
  empty_values: onlyNamesLeft,
  absent_values: onlyNamesLeft,
  older_shapes: {
    ...unharmed,
    asks: [
      { ...known, field: "basic_profile.location.raw", shows: truth("basic_profile.location.raw") },
      {
        ...alsoKnown,
        field: "experience.employment_details.current.name",
        shows: truth("experience.employment_details.current.0.name"),
      },
      nobody,
    ],
  },
  unknown_enums: {
    ...unharmed,
    asks: [
      { ...known, field: "match.type", shows: always({ type: "text", value: "telepathy" }) },
      { ...known, field: "match.status", shows: always({ type: "text", value: "matched" }) },
      {
        ...alsoKnown,
        field: "experience.employment_details.current.seniority_level",
        shows: always({ type: "text", value: "Grand Vizier" }),
      },
      nobody,
    ],
  },
  several_candidates: {
    ...unharmed,
    asks: [
      known,
      { ...known, field: "match.count", shows: always({ type: "number", value: 3 }) },
      { ...alsoKnown, options: "candidate=2", shows: anybodyElse },
      nobody,
    ],
  },
  different_person: { ...unharmed, asks: [{ ...known, shows: anybodyElse }, nobody], credits: 1 },
  not_found_404: nobodyAtAll,
  not_found_404_empty: nobodyAtAll,
  no_cors: unharmed,
  // These two wait in real time: the requests of the first minute have mostly left the window when the second comes.
  timeout: { ...billedAgain, times: 2, shows: notAvailable("No answer in time; possibly billed") },
  limit_lowered: { ...triedAgain, before: fillWindow },
};

let demo: Demo;
let addinOrigin: string;
/** Whether add-in or gateway remember a refusal that would reach the next fault's cells. */
let needsNewStart = false;
beforeAll(async () => {
  demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
  addinOrigin = await demo.page.evaluate(async () => {
    await window.workbench.settled();
    return (await window.workbench.report()).addinOrigin;
  });
}, 120_000);
afterAll(() => demo.stop());

afterEach(async () => {
  await demo.clearFaults();
  await demo.page.evaluate(() => window.workbench.setCells("L1:M10", Array(10).fill(["", ""])));
  if (!needsNewStart) return;
  // A gateway that is stopped goes on, and forgets what it was refused, when somebody reads the account.
  await demo.fault("key_revoked", 1);
  await askGateway(["https://www.linkedin.com/in/anybody"]);
  await demo.clearFaults();
  await demo.page.evaluate(async () => {
    await window.workbench.reopen({ clearStorage: true });
    await window.workbench.settled();
  });
}, 60_000);

const table = Object.entries(expectations).map(([fault, expectation], index) => ({ fault, expectation, index }));

test.each(table)(
  "$fault: no cell stays busy, cells, requests and credits are right, and recalculating asks for nothing",
  async ({ fault, expectation, index }) => {
    const { times = 1, asks = usual, shows = truth(), requests, credits } = expectation;
    const identifiers = asks.map(({ who }) => identifierOf(who, index));
    needsNewStart = true;
    await expectation.before?.();
    const before = await demo.ledger();
    await demo.fault(fault, times);

    await expectation.first?.(identifiers);
    const cells = await fill(asks, identifiers);
    const after = await demo.ledger();
    const again = await recalculated(asks.length);
    const atLast = await demo.ledger();
    await demo.clearFaults();

    const people = await Promise.all(identifiers.map(personOf));
    expect({ cells, requests: after.requests - before.requests, credits: after.credits - before.credits }).toEqual({
      cells: asks.map((ask, row) => expect.objectContaining((ask.shows ?? shows)(people[row])) as unknown),
      requests,
      credits,
    });
    expect(again).toEqual(cells);
    expect(atLast.requests).toBe(after.requests);
    needsNewStart = cells.some((cell) => cell?.type === "error" && cell.message !== "No match. 0 credits.");
  },
  120_000,
);

test("without a network cells say so, and recalculating as soon as it is back brings the values", async () => {
  const identifiers = ["https://www.linkedin.com/in/known-offline"];
  const before = await demo.ledger();
  await demo.context.setOffline(true);

  const [offline] = await fill([known], identifiers);
  await demo.context.setOffline(false);
  await demo.page.waitForFunction(() => navigator.onLine);
  const [online] = await recalculated(1);

  expect(offline).toMatchObject(
    notAvailable("The service cannot be reached: recalculate when the network is back.")(undefined),
  );
  expect(online?.type).toBe("text");
  expect((await demo.ledger()).requests - before.requests).toBe(1);
}, 60_000);

async function fill(asks: readonly Ask[], identifiers: readonly string[]): Promise<(DriverCell | undefined)[]> {
  const rows = asks.map(({ field = "headline", options = "" }, row) => [
    identifiers[row] ?? "",
    `=ENRICH.PERSON(L${row + 1},"${field}","${options}")`,
  ]);
  return demo.page.evaluate(async (rows) => {
    await window.workbench.setCells("L1", rows);
    await window.workbench.settled(100_000);
    return (await window.workbench.getCells(`M1:M${rows.length}`)).map((cells) => cells[0]);
  }, rows);
}

async function recalculated(count: number): Promise<(DriverCell | undefined)[]> {
  return demo.page.evaluate(async (count) => {
    await window.workbench.recalculate();
    await window.workbench.settled();
    return (await window.workbench.getCells(`M1:M${count}`)).map((cells) => cells[0]);
  }, count);
}

function identifierOf(who: string, index: number): string {
  if (who.includes("@")) return `${who.replace("@", `-${index}@`)}fjordlight.example`;
  return `https://www.linkedin.com/in/${who}-${index}`;
}

/** Asks the gateway as the add-in does, here also for what no formula can ask. */
async function askGateway(urls: readonly string[], flags: { readonly force_fetch?: boolean } = {}) {
  return demo.context.request.post(`${addinOrigin}/api/person/enrich`, {
    data: { professional_network_profile_urls: urls, fields: defaultSections, ...flags },
  });
}

async function askForFreshFetch(urls: readonly string[]): Promise<void> {
  expect((await askGateway(urls, { force_fetch: true })).status()).toBe(200);
}

/** As many requests in the window as a lowered limit allows, so that the next one meets it. */
async function fillWindow(): Promise<void> {
  for (let sent = 0, inWindow = 0; inWindow < 5; sent += 1) {
    const reply = await askGateway([`https://www.linkedin.com/in/nobody-window-${sent}`]);
    const { "x-ratelimit-limit": limit, "x-ratelimit-remaining": remaining } = reply.headers();
    inWindow = Number(limit) - Number(remaining);
  }
}

/** Whom the sandbox knows under an identifier, asked with a key of its own. */
async function personOf(identifier: string): Promise<Person> {
  const list = identifier.includes("@") ? "business_emails" : "professional_network_profile_urls";
  const reply = await demo.context.request.post(`${addinOrigin}/sandbox/person/enrich`, {
    headers: { authorization: "Bearer sandbox-witness", "x-api-version": "2025-11-01" },
    data: { [list]: [identifier], fields: ["basic_profile", "experience"] },
  });
  if (!reply.ok()) throw new Error(`The sandbox answered ${reply.status()}: ${await reply.text()}`);
  const [row] = (await reply.json()) as { readonly matches: readonly { readonly person_data: Person }[] }[];
  return row?.matches[0]?.person_data;
}

function valueAt(person: Person, path: string): string {
  const value = path
    .split(".")
    .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], person);
  if (typeof value !== "string") throw new Error(`The sandbox has no text at ${path}.`);
  return value;
}

function differsFrom(text: string): string {
  const exactly = new RegExp(`^${text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}$`);
  return expect.not.stringMatching(exactly) as string;
}
