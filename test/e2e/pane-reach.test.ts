import { startDemo, type Demo } from "../support/demo";

/** All of the pane can be reached by the wheel, and the wheel moves nothing else. */
describe("the pane in the workbench", () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo();
    await demo.page.evaluate(() => window.workbench.settled());
  }, 120_000);
  afterAll(() => demo.stop());

  function pane() {
    const frame = demo.page.frames().find((one) => one.url().includes("taskpane.html"));
    if (frame === undefined) throw new Error("The pane is not shown.");
    return frame;
  }

  async function turnWheel(): Promise<void> {
    const place = await (await pane().frameElement()).boundingBox();
    if (place === null) throw new Error("The pane is not in sight.");
    await demo.page.mouse.move(place.x + 100, place.y + 300);
    for (let turn = 0; turn < 30; turn++) await demo.page.mouse.wheel(0, 400);
  }

  test("scrolls by itself: the workbench stays where it is", async () => {
    await turnWheel();

    await pane().getByRole("button", { name: "Help", exact: true }).scrollIntoViewIfNeeded();
    expect(await demo.page.evaluate(() => [document.documentElement.scrollHeight <= innerHeight, scrollY])).toEqual([
      true,
      0,
    ]);
  });

  test("has one scrollbar: the page around it takes no room for a second", async () => {
    // Browsers without a window draw no scrollbars: what is asked for is read instead.
    const asked = await pane().evaluate(() =>
      [document.documentElement, document.body].map((element) => getComputedStyle(element).overflowY),
    );

    expect(asked).toEqual(["visible", "visible"]);
  });

  test("ends with a link to the help that can be pressed", async () => {
    await turnWheel();
    const opened = demo.context.waitForEvent("page");

    await pane().getByRole("button", { name: "Help", exact: true }).click({ timeout: 10_000 });

    expect((await opened).url()).toContain("/help/");
  });
});
