import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { defaultSections } from "../../src/core/catalogue";
import { createSession } from "../../src/excel/create-session";
import { createDeviceStorage } from "../../src/excel/storage/device-storage";
import { keepSettings } from "../../src/excel/storage/settings";
import { createSteppedClock } from "../support/stepped-clock";
import { createMemoryStorage } from "../support/memory-storage";
import { waitUntil } from "../support/wait-until";

const origin = "https://localhost:3000";
const ada = "https://www.linkedin.com/in/ada-canary";

interface Sent {
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

// Loaded beforehand: the clock of these pages goes on faster than modules are read from disk.
beforeAll(() => Promise.all([import("../../src/excel/gateway-client"), import("../../src/excel/on-device")]));

/** A page with a gateway that knows everybody as Ada; its account is the sandbox's, or that of the key sent. */
function page(
  options: {
    indexedDB?: IDBFactory;
    browser?: ReturnType<typeof createMemoryStorage>;
    openChannel?: (name: string) => BroadcastChannel;
  } = {},
) {
  const sent: Sent[] = [];
  const clock = createSteppedClock();
  const browser = options.browser ?? createMemoryStorage();
  let held = Promise.resolve();
  let begin: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (begin = resolve));
  const session = createSession({
    origin,
    fetch(input, init) {
      const request = new Request(input, init);
      const headers = request.headers;
      const body = typeof init?.body === "string" ? init.body : "";
      sent.push({ url: request.url, headers, body });
      const source = headers.has("x-personal-key") ? "personal" : "sandbox";
      const row = {
        ...{ matched_on: ada, match_type: "professional_network_profile_url" },
        matches: [{ confidence_score: 1, person_data: { basic_profile: { name: "Ada Lovelace" } } }],
      };
      const isAccount = request.url.endsWith("/account");
      const reply = isAccount ? { credits: 10, source } : [row];
      return (isAccount ? Promise.resolve() : held).then(
        () => new Response(JSON.stringify(reply), { headers: { "x-credits-used": "1" } }),
      );
    },
    indexedDB: () => options.indexedDB,
    ...(options.openChannel && { openChannel: options.openChannel }),
    storage: () => browser,
    partitionKey: () => undefined,
    documentAddress: () => "https://contoso.example/Book%20Canary.xlsx",
    clock,
    openSignIn: () => Promise.reject(new Error("Nobody signs in here.")),
    whenReady: () => ready,
  });
  const { until } = clock;
  const name = () => until(session.formulas.person([[ada]], "name", null));
  return {
    session,
    sent,
    browser,
    begin,
    clock,
    until,
    name,
    /** Answers of people wait until the function it returns is called. */
    holdAnswers(): () => void {
      let release: () => void = () => undefined;
      held = new Promise((resolve) => (release = resolve));
      return release;
    },
    asked: () => sent.filter(({ url }) => url.endsWith("/person/enrich")),
  };
}

describe("the session of a page", () => {
  it("answers a formula that came before Office had started", async () => {
    const { session, begin, sent, until } = page();
    const cells = session.formulas.person([[ada]], "name", null);
    expect(sent).toEqual([]);

    begin();

    expect(await until(cells)).toEqual([["Ada Lovelace"]]);
    expect(sent[0]?.url).toBe(`${origin}/api/account`);
  });

  it("asks its own page's gateway, formulas first, and names the workbook by a hash only", async () => {
    const { begin, asked, name } = page();
    begin();

    await name();

    const [request] = asked();
    expect(request?.url).toBe(`${origin}/api/person/enrich`);
    expect(request?.headers.get("x-priority")).toBe("formula");
    expect(request?.headers.get("x-workbook")).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.stringify([...(request?.headers ?? [])]) + (request?.body ?? "")).not.toContain("Book");
    expect(request?.headers.has("x-personal-key")).toBe(false);
  });

  it("asks for the whole person, or for no more than is shown where someone has chosen so", async () => {
    const { session, browser, begin, asked, until, name } = page();
    begin();
    await name();

    keepSettings(createDeviceStorage({ storage: () => browser, partitionKey: () => undefined }), {
      narrowSections: true,
    });
    await until(session.formulas.person([["https://www.linkedin.com/in/bob-canary"]], "school", null));

    const fields = asked().map(({ body }) => (JSON.parse(body) as { fields: string[] }).fields);
    expect(fields).toEqual([[...defaultSections], ["education"]]);
  });

  it("pays nothing on the next page for what this one bought", async () => {
    const indexedDB = new IDBFactory();
    const first = page({ indexedDB });
    first.begin();
    await first.name();
    await first.until(first.session.enricher.close());

    const next = page({ indexedDB, browser: first.browser });
    next.begin();

    expect(await next.name()).toEqual([["Ada Lovelace"]]);
    expect(next.asked()).toEqual([]);
  });

  it("sends a personal key in its header and nowhere else, and keeps its answers apart", async () => {
    const indexedDB = new IDBFactory();
    const { session, begin, asked, sent, until, name } = page({ indexedDB });
    begin();
    await name();

    await until(session.connection.useKey("canary-key"));
    await name();

    expect(asked().map(({ headers }) => headers.get("x-personal-key"))).toEqual([null, "canary-key"]);
    expect(sent.map(({ url, body }) => url + body).join()).not.toContain("canary-key");
    const names = (await indexedDB.databases()).map(({ name }) => name);
    expect(names).toEqual(["enrich-answers:sandbox", expect.stringMatching(/^enrich-answers:personal-[0-9a-f]{32}$/)]);
    expect(names.join()).not.toContain("canary-key");
  });

  it("forgets a personal key with its answers", async () => {
    const indexedDB = new IDBFactory();
    const { session, begin, asked, browser, until, name } = page({ indexedDB });
    begin();
    await until(session.connection.useKey("canary-key"));
    await name();

    await until(session.connection.forgetKey());
    await until(session.connection.useKey("canary-key"));
    await name();

    expect(asked()).toHaveLength(2);
    await until(session.connection.forgetKey());
    expect(JSON.stringify([...browser.entries])).not.toContain("canary-key");
  });

  it("leaves no answer behind that was under way when its key was forgotten", async () => {
    const kept: string[] = [];
    const { session, begin, asked, until, clock, holdAnswers } = page({
      indexedDB: new IDBFactory(),
      openChannel: openChannelInto(kept),
    });
    begin();
    await until(session.connection.useKey("canary-key"));
    const answer = holdAnswers();
    const cells = session.formulas.person([[ada]], "name", null);
    // No further: while real time passes, the clock would go on past the request's own limit.
    while (asked().length === 0) await clock.advance(50);

    await until(Promise.all([session.connection.forgetKey(), session.connection.reload()]));
    answer();
    expect(await until(cells)).toEqual([["Ada Lovelace"]]);

    await waitUntil(() => Promise.resolve(kept.includes("written") && kept.at(-1) === "cleared"));
  });
});

/** What a page tells the others of the store of a personal key's answers. */
function openChannelInto(kept: string[]): (name: string) => BroadcastChannel {
  return (name) =>
    Object.assign(new EventTarget(), {
      ...{ name, onmessage: null, onmessageerror: null, close: () => undefined },
      postMessage({ keys }: { readonly keys: readonly string[] | null }) {
        if (name.includes("personal")) kept.push(keys === null ? "cleared" : "written");
      },
    });
}
