/** @jest-environment @happy-dom/jest-environment */
import { screen } from "@testing-library/react";
import { showPane } from "../support/pane";

describe("the keeping of answers", () => {
  it("is no subject while it works, and is explained with its price and remedy while it does not", async () => {
    const { answers, change } = await showPane();
    expect(screen.queryByRole("alert")).toBeNull();

    await change(() => answers.health.set({ status: "memory_only", problem: "full" }));
    expect(screen.getByRole("alert").textContent).toMatch(/out of space.*window is open.*credits again.*Free some/);

    await change(() => answers.health.set({ status: "working" }));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("says where forgotten answers could not be deleted, and tries again", async () => {
    const { answers, change, user } = await showPane();
    await change(() => answers.isUndeleted.set(true));
    const sentence = "The key is gone, but its answers could not be deleted: try again.";
    expect(screen.getByText(sentence, { exact: false })).toBeTruthy();

    await user.click(screen.getByRole("button", { name: "Try again" }));

    expect(screen.queryByText(sentence, { exact: false })).toBeNull();
  });
});
