import type { Page, Route } from "playwright-core";
import { startDemo, type Demo } from "./demo";
import { demoPane, type DemoPane } from "./demo-pane";

/** A demo that asks as fast as it may, with one field chosen in its pane. */
export async function startRuns(field: string): Promise<{ demo: Demo; page: Page; pane: DemoPane }> {
  const demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
  const { page } = demo;
  const pane = demoPane(page);
  await page.evaluate(() => window.workbench.settled());
  await pane.choose([field]);
  return { demo, page, pane };
}

/** An empty place for one test: the used columns go, and a column stands in A. */
export async function freshSheet(page: Page, column: readonly string[]): Promise<void> {
  await page.evaluate(async (cells) => {
    await window.workbench.deleteColumns(1, 40);
    await window.workbench.setCells("A1", [["Who"], ...cells.map((cell) => [cell])]);
  }, column);
}

export async function texts(page: Page, address: string): Promise<string[][]> {
  // As one text: the browser's driver takes a second for as many objects.
  const json = await page.evaluate(async (where) => {
    const cells = await window.workbench.getCells(where);
    return JSON.stringify(cells.map((row) => row.map(({ text }) => text)));
  }, address);
  return JSON.parse(json) as string[][];
}

export interface HeldService {
  open(): void;
  letThrough(more: number): void;
  /** Resolves when the first is held. */
  reached(): Promise<void>;
  end(): Promise<void>;
}

/** Lets so many requests for people through; those after it are held, and end with the page that sent them. */
export async function heldService({ context }: Demo, count: number): Promise<HeldService> {
  let left = count;
  const held: Route[] = [];
  const waiting: (() => void)[] = [];
  const pattern = "**/api/person/enrich";
  const handle = async (route: Route): Promise<void> => {
    if (left > 0) {
      left -= 1;
      await route.continue();
      return;
    }
    held.push(route);
    for (const tell of waiting.splice(0)) tell();
  };
  await context.route(pattern, handle);
  const letThrough = (more: number): void => {
    const now = held.splice(0, more);
    left += more - now.length;
    // A page that has gone takes its requests with it.
    for (const route of now) void route.continue().catch(() => undefined);
  };
  const open = (): void => letThrough(Infinity);
  return {
    ...{ open, letThrough },
    reached: () => (held.length > 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve))),
    async end() {
      open();
      await context.unroute(pattern, handle);
    },
  };
}
