import type { CallerIdentity } from "../../../src/gateway/auth/caller-identity";
import { createMemoryUsage } from "../../../src/gateway/usage/memory-usage";
import type { UsageLedger, UsageRow } from "../../../src/gateway/usage/usage-ledger";
import { url } from "../../support/gateway-rig";
import { gatewayRigs } from "../../support/gateway-rigs";

const today = new Date().toISOString().slice(0, 10);
const workbook = "00112233445566778899aabbccddeeff";
const callers: Readonly<Record<string, CallerIdentity>> = {
  ada: { id: "token:ada", name: "Ada Lovelace", isAdministrator: true },
  bob: { id: "token:bob", name: '=HYPERLINK("http://a.example")', isAdministrator: false },
};
const people = (...slugs: string[]) => ({
  professional_network_profile_urls: slugs.map(url),
  fields: ["basic_profile"],
});
const row: UsageRow = { ...{ day: "2026-11-23", personId: "token:ada", workbook: "" }, ...usage("base", 1) };

function usage(section: string, credits: number) {
  return { section, credits, possiblyBilled: 0 };
}

describe("GET usage", () => {
  const start = gatewayRigs({
    authenticate: (authorization) => Promise.resolve(callers[authorization ?? ""] ?? "unauthenticated"),
  });
  const withRows = async (rows: readonly UsageRow[]): Promise<UsageLedger> => {
    const ledger = createMemoryUsage();
    await ledger.add(rows, "a");
    return ledger;
  };
  const asAda = { authorization: "ada" };
  const asBob = { authorization: "bob" };

  it("tells administrators who spent what, by day, workbook and section", async () => {
    const rig = await start();
    await rig.enrich(people("known-a", "known-b", "nobody-x"), { ...asAda, "x-workbook": workbook });
    await rig.enrich({ ...people("known-c"), fields: ["basic_profile", "contact.business_emails"] }, asBob);
    await rig.enrich(people("known-a"), asBob);

    const reply = await rig.get("/api/usage", asAda);

    const { credits } = await rig.ledger();
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toMatchObject({
      to: today,
      total: credits,
      possiblyBilled: 0,
      rows: [
        { day: today, person: { id: "token:ada", name: "Ada Lovelace" }, workbook, ...usage("base", 2) },
        { day: today, person: { id: "token:bob" }, workbook: "", ...usage("base", 1) },
        { day: today, person: { id: "token:bob" }, workbook: "", ...usage("contact.business_emails", 1) },
      ],
    });
  });

  it("is for administrators only", async () => {
    const rig = await start();

    const replies = await Promise.all([
      rig.get("/api/usage", asBob),
      rig.get("/api/usage"),
      rig.get("/api/usage?from=x", asBob),
    ]);

    expect(replies.map(({ statusCode }) => statusCode)).toEqual([403, 401, 403]);
    expect(replies[0].json()).toMatchObject({ error: { message: "This is for administrators only." } });
  });

  it("tells the days asked for, both included, and the last thirty where none are", async () => {
    const ledger = await withRows(
      ["2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24"].map((day) => ({ ...row, day })),
    );
    const rig = await start({ ledger });

    const some = (await rig.get("/api/usage?from=2026-11-22&to=2026-11-23", asAda)).json<Record<string, unknown>>();
    const usual = (await rig.get("/api/usage?to=2026-11-23", asAda)).json<Record<string, unknown>>();

    expect(some).toMatchObject({ from: "2026-11-22", to: "2026-11-23", total: 2 });
    expect(usual).toMatchObject({ from: "2026-10-25", to: "2026-11-23", total: 3 });
  });

  it.each([
    ["from=23.11.2026", "from must be a day such as 2026-11-23."],
    ["from=2026-02-30", "from must be a day such as 2026-11-23."],
    ["to=2026-13-01", "to must be a day such as 2026-11-23."],
    ["to=2026-11-23&to=2026-11-24", "to must be a day such as 2026-11-23."],
    ["from=2026-11-24&to=2026-11-23", "from must not be later than to."],
    ["from=0001-01-01&to=9999-12-31", "from and to may span 400 days at most: usage is kept no longer."],
    ["from=2025-10-19&to=2026-11-23", "from and to may span 400 days at most: usage is kept no longer."],
    ["format=xml", "format must be json or csv."],
  ])("says in a sentence what is wrong with ?%s", async (query, sentence) => {
    const rig = await start();

    const reply = await rig.get(`/api/usage?${query}`, asAda);

    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({ error: { message: sentence } });
  });

  it("tells the same as CSV, in which no name becomes a formula", async () => {
    const ledger = await withRows([
      row,
      { ...row, personId: "token:bob", possiblyBilled: 2.5 },
      { ...row, personId: "-x" },
    ]);
    const rig = await start({ ledger });
    await rig.enrich(people("nobody-x"), asBob);

    const question = "/api/usage?from=2026-11-23&to=2026-11-23";
    const reply = await rig.get(question, { ...asAda, accept: "text/csv" });
    const named = await rig.get(`${question}&format=csv`, { ...asAda, accept: "application/json" });

    expect(reply.headers).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="usage-2026-11-23-2026-11-23.csv"',
    });
    expect(reply.body).toBe(
      '\ufeff"day","person","person id","workbook","section","credits","possibly billed"\r\n' +
        `"2026-11-23","'-x","'-x","","base",1,0\r\n` +
        '"2026-11-23","token:ada","token:ada","","base",1,0\r\n' +
        '"2026-11-23","\'=HYPERLINK(""http://a.example"")","token:bob","","base",1,2.5\r\n',
    );
    expect(named.body).toBe(reply.body);
  });

  it("answers 503 while the books cannot be read, and everybody's lookups all the same", async () => {
    const away = () => Promise.reject(new Error("Away, says token:ada."));
    const rig = await start({ ledger: { ...createMemoryUsage(), add: away, name: away, read: away } });

    const reply = await rig.enrich(people("known-a"), asAda);
    const unread = await rig.get("/api/usage", asAda);

    expect(reply.statusCode).toBe(200);
    expect(unread.statusCode).toBe(503);
    expect(rig.logLines.join()).toContain('"defect":{"name":"Error","at":');
    expect(rig.logLines.join()).not.toContain("token:ada");
  });
});
