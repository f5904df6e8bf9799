/** @jest-environment @happy-dom/jest-environment */
import { screen } from "@testing-library/react";
import axe from "axe-core";
import { readyAs } from "../support/fake-connection";
import { showPane } from "../support/pane";

// Axe looks at every element against every rule.
jest.setTimeout(30_000);

/** What axe finds wrong; colours need a browser that paints. */
async function violations(container: Element): Promise<readonly string[]> {
  const { violations: found } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describe("axe", () => {
  it("finds nothing in the pane as it opens", async () => {
    const { container } = await showPane();

    expect(await violations(container)).toEqual([]);
  });

  it("finds nothing with everything unfolded", async () => {
    const { container, user } = await showPane({ column: ["Profile", "https://www.linkedin.com/in/ada", "call me"] });
    await user.click(screen.getByRole("button", { name: "1 cell is not an identifier" }));
    await user.click(screen.getByRole("button", { name: /^Browse all/ }));
    await user.click(screen.getByRole("button", { name: /^basic_profile/ }));
    await user.click(screen.getByRole("button", { name: "Use a real key" }));

    expect(await violations(container)).toEqual([]);
  });

  it("finds nothing in Insert function with everything unfolded", async () => {
    const { user } = await showPane();
    await user.click(screen.getByRole("button", { name: /^Fields: / }));
    await user.click(screen.getByRole("button", { name: "Options" }));

    expect(await violations(screen.getByRole("region", { name: "Insert function" }))).toEqual([]);
  });

  it("finds nothing during a run and after it", async () => {
    const { container, user, pass } = await showPane();
    await user.click(screen.getByRole("button", { name: "Enrich 2 rows" }));
    await pass(50);
    expect(await violations(container)).toEqual([]);

    await pass(2_000);

    expect(await violations(container)).toEqual([]);
  });

  it("finds nothing while formulas wait for a yes", async () => {
    const { container, user, change, policy, ask } = await showPane();
    await user.click(screen.getByRole("button", { name: /^Spending/ }));
    await change(() => {
      policy.set({ ...policy.get(), dayCap: 150 });
      void ask(200);
    });

    expect(await violations(container)).toEqual([]);
  });

  it("finds nothing wherever the connection stands", async () => {
    const { container, connection, change } = await showPane({ connection: { status: "loading" } });
    for (const state of [{ status: "no_key" }, readyAs("team"), readyAs("personal")] as const) {
      await change(() => connection.state.set(state));
      expect(await violations(container)).toEqual([]);
    }
  });
});
