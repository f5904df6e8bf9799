import { blankRecord, type SpendRecord } from "../../../src/core/spend/spend-record";
import { createDeviceStorage } from "../../../src/excel/storage/device-storage";
import { createSpendStore, type SpendPlace } from "../../../src/excel/storage/spend-store";
import { lookupOf } from "../../support/enricher-kit";
import { urls } from "../../support/identifiers";
import { createMemoryStorage } from "../../support/memory-storage";
import { spendKit } from "../../support/spend-kit";

const record: SpendRecord = {
  ...{ day: 3, dayCredits: 40, workbookCredits: 12, recent: [{ atMs: 1, people: 2 }], underWay: {} },
  parked: { ada: { kind: "url|false", priced: ["contact.business_emails"] } },
  approved: { bob: { credits: 1, untilMs: 9 } },
  guarded: { eve: true },
};

function storeIn(browser = createMemoryStorage()) {
  const place: { -readonly [Part in keyof SpendPlace]: SpendPlace[Part] } = {
    connectionId: "team",
    workbookId: "book",
  };
  const storage = createDeviceStorage({ storage: () => browser, partitionKey: () => undefined });
  return { browser, place, store: createSpendStore(storage, () => place) };
}

it("gives back to another page what was kept, apart for each connection and workbook", () => {
  const { browser, store } = storeIn();
  store.keep(record);
  const other = storeIn(browser);

  expect(other.store.read()).toEqual(record);
  other.place.workbookId = "other-book";
  expect(other.store.read()).toEqual({ ...blankRecord, ...{ day: 3, dayCredits: 40, recent: record.recent } });
  other.place.connectionId = "personal";
  expect(other.store.read()).toEqual(blankRecord);
});

it("takes what waits in a workbook that was never saved along when it is", () => {
  const { place, store } = storeIn();
  place.workbookId = undefined;
  store.keep(record);
  place.workbookId = "saved";

  expect(store.read()).toEqual(record);
});

it("understands what earlier versions kept in one entry, and goes on from it", () => {
  const { browser, store } = storeIn();
  const { workbookCredits, parked, approved, guarded, ...counts } = record;
  const before = { ...counts, workbooks: { book: { workbookCredits, parked, approved, guarded } } };
  browser.setItem("enrich:spending:team", JSON.stringify(before));

  expect(store.read()).toEqual(record);
  store.keep({ ...store.read(), dayCredits: 41 });
  expect(storeIn(browser).store.read()).toEqual({ ...record, dayCredits: 41 });
});

it("leaves nothing of a connection that is forgotten", () => {
  const { browser, store } = storeIn();
  store.keep(record);

  store.forget("team");

  expect([...browser.entries]).toEqual([]);
  expect(store.read()).toEqual(blankRecord);
});

it("writes many people down when they change, not with every bill", async () => {
  const { browser, store } = storeIn();
  let written = 0;
  const set = browser.setItem;
  browser.setItem = (name, text) => {
    written += text.length;
    set(name, text);
  };
  const kit = spendKit({ spendStore: store });
  const people = urls(5_000);
  const ask = async () => {
    const asks = people.map((identifier) => kit.enricher.ask(lookupOf(identifier)));
    await kit.clock.runAll(60_000);
    return Promise.all(asks);
  };
  await ask();
  kit.approval.approve();
  const listed = Math.max(...[...browser.entries.values()].map(({ length }) => length));
  written = 0;

  const answered = await ask();

  expect(answered.every(({ answer }) => answer.status === "matched")).toBe(true);
  expect(kit.batches).toHaveLength(200);
  expect(written).toBeLessThan(10 * listed);
});
