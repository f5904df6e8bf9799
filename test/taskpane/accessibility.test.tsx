/** @jest-environment @happy-dom/jest-environment */
import { screen } from "@testing-library/react";
import axe from "axe-core";
import { showPane } from "../support/pane";

// Axe looks at every element against every rule.
jest.setTimeout(60_000);

/** What axe finds wrong; colours need a browser that paints. */
async function violations(container: Element): Promise<readonly string[]> {
  const { violations: found } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

// Every state of a run, with its colours, goes through axe in a browser: test/e2e/pane-states.test.ts.
describe("axe", () => {
  it("finds nothing in the pane as it opens", async () => {
    const { container } = await showPane();

    expect(await violations(container)).toEqual([]);
  });

  it("finds nothing in Insert function with everything unfolded", async () => {
    const { user } = await showPane();
    await user.click(screen.getByRole("button", { name: /^Fields: / }));
    await user.click(screen.getByRole("button", { name: "Options" }));

    expect(await violations(screen.getByRole("region", { name: "Insert function" }))).toEqual([]);
  });
});
