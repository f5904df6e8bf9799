import { GRID_CONTRACT } from "../../contracts/grid";
import { createFakeGrid } from "../../support/fake-grid";

describe("the fake grid", () => {
  it.each(GRID_CONTRACT)("$name", async ({ run }) => {
    await run({ grid: createFakeGrid(), told: () => new Promise((resolve) => setTimeout(resolve, 0)) });
  });
});
