import path from "node:path";
import { startDemo } from "./demo";
import { demoPane } from "./demo-pane";

/** The picture at the top of the README, of the sample after a run: `npx tsx test/support/take-workbench-picture.ts`. */
async function takePicture(): Promise<void> {
  const demo = await startDemo({ SANDBOX_REQUESTS_PER_MINUTE: "100000" });
  const pane = demoPane(demo.page);
  // Beside one column of formulas, what a run writes fits in.
  await demo.page.evaluate(async () => {
    await window.workbench.deleteColumns(3, 3);
    await window.workbench.fillDown("B2:B61");
    await window.workbench.settled();
  });
  await demo.page.getByRole("button", { name: "Close first steps" }).click();
  await pane.choose([
    ...["basic_profile.name", "basic_profile.current_title"],
    ...["experience.employment_details.current.name", "basic_profile.location.country"],
  ]);
  await pane.select("A1:A61");
  await pane.run();
  await demo.page.evaluate(() => window.workbench.select("A2"));
  await demo.page.screenshot({ path: path.join(__dirname, "../../assets/workbench.png"), caret: "hide" });
  await demo.stop();
}

void takePicture();
