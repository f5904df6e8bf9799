import type { Page } from "playwright-core";
import { startDemo, type Demo } from "../support/demo";
import { demoPane, type DemoPane } from "../support/demo-pane";
import { injectionCorpus } from "../support/injection-corpus";
import { zipText } from "../support/zip-text";

/** A run in the pane over the real office.js while somebody else works in the same workbook. */
let demo: Demo;
let page: Page;
let pane: DemoPane;

const rows = 200;
const replies = heldReplies();
const headline = "basic_profile.headline";

jest.setTimeout(90_000);

beforeAll(async () => {
  demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
  page = demo.page;
  pane = demoPane(page);
  // Every reply names the person it was asked about, and in the first people's headlines stands what must stay text.
  await demo.context.route("**/api/person/enrich", async (route) => {
    const reply = await route.fetch();
    const body: unknown = await reply.json();
    if (reply.ok() && Array.isArray(body)) for (const row of body as WireRow[]) renamed(row);
    await replies.hold();
    await route.fulfill({ response: reply, json: body });
  });
  await page.evaluate(() => window.workbench.settled());
}, 120_000);
afterAll(() => demo.stop());
afterEach(async () => {
  expect((await page.evaluate(() => window.workbench.report())).missingMembers).toEqual([]);
});

/** Replies wait here, so that edits come between the question and the writing, and between one block and the next. */
function heldReplies() {
  const held: (() => void)[] = [];
  let isOpen = true;
  let tell: () => void = () => undefined;
  return {
    hold: () =>
      new Promise<void>((resolve) => {
        if (isOpen) {
          resolve();
          return;
        }
        held.push(resolve);
        tell();
      }),
    close: () => void (isOpen = false),
    /** Lets the next one through, once there is one. */
    async letThrough(): Promise<void> {
      if (held.length === 0) await new Promise<void>((resolve) => (tell = resolve));
      held.shift()?.();
    },
    open(): void {
      isOpen = true;
      for (const release of held.splice(0)) release();
    },
  };
}

interface WireRow {
  readonly matched_on: string;
  readonly matches: readonly { readonly person_data: { basic_profile: { headline: string } } }[];
}

function renamed(row: WireRow): void {
  const number = Number(/bench-(\d+)/.exec(row.matched_on)?.[1]);
  for (const { person_data } of row.matches) {
    person_data.basic_profile.headline = injectionCorpus[number] ?? `Headline of bench-${number}`;
  }
}

async function openList(): Promise<void> {
  const people = Array.from({ length: rows }, (_, index) => [`https://www.linkedin.com/in/bench-${index}`]);
  await page.evaluate(async (cells) => {
    await window.workbench.setCells("P1", [["Profile"]]);
    await window.workbench.setCells("P2", cells);
  }, people);
}

test("every headline lands beside its person, as text, while a co-author inserts, deletes and sorts rows", async () => {
  await openList();
  await pane.select("P1:P201");
  await pane.choose([headline]);
  replies.close();
  await pane.start();
  for (let edit = 0; edit < 24; edit += 1) {
    await page.evaluate(async (number) => {
      const { coauthor } = window.workbench;
      const row = 3 + ((number * 37) % 190);
      if (number % 4 === 3) await coauthor.sort("A2:Z230", 16);
      else if (number % 2 === 0) await coauthor.insertRows(row, 1);
      else await coauthor.deleteRows(row, 1);
    }, edit);
    // Of eight requests four are under way at once: the first four blocks are written between edits, the rest after.
    if (edit % 6 === 5) await replies.letThrough();
  }
  replies.open();
  await pane.ended();

  const cells = await page.evaluate(() => window.workbench.getCells("P2:R230"));
  const people = cells.filter(([key]) => /bench-\d+$/.test(key?.text ?? ""));
  const beside = people.map(([key, cell, status]) => ({
    ...{ number: Number(/bench-(\d+)$/.exec(key?.text ?? "")?.[1]), status: status?.text },
    ...{ value: cell?.value, formula: cell?.formula },
  }));
  const matched = beside.filter(({ status }) => status === "Matched");
  expect(people.length).toBeGreaterThan(170);
  expect(matched.length).toBeGreaterThan(150);
  expect(matched).toEqual(
    matched.map(({ number, status }) => ({
      ...{ number, status, formula: "" },
      value: injectionCorpus[number] ?? `Headline of bench-${number}`,
    })),
  );
  const unmatched = beside.filter(({ status }) => status !== "Matched");
  expect(unmatched.every(({ status, value }) => /^(Not found|Redacted)$/.test(status ?? "") && value === "")).toBe(
    true,
  );
  const others = cells.filter(([key]) => (key?.text ?? "") === "");
  expect(others.flatMap(([, ...cells]) => cells.map(({ text }) => text)).filter((text) => text !== "")).toEqual([]);
  const saved = Buffer.from(await page.evaluate(() => window.workbench.save()), "base64");
  expect(zipText(saved)).not.toMatch(/<f[^>]*>[^<]*(HYPERLINK|WEBSERVICE|cmd\||DDE|1\+1)/);
});
