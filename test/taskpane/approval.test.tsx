/** @jest-environment @happy-dom/jest-environment */
import { screen, waitFor, within } from "@testing-library/react";
import { region, showPane } from "../support/pane";

const approval = () => screen.queryByRole("region", { name: "Approval" });

async function paneWithWaiting(count: number) {
  const pane = await showPane();
  await pane.change(() => void pane.ask(count));
  return pane;
}

describe("the approval", () => {
  it("is there only while formulas wait", async () => {
    const { change, ask } = await showPane();
    expect(approval()).toBeNull();

    await change(() => void ask(100));
    expect(approval()).toBeNull();

    await change(() => void ask(4_812));
    expect(approval()).not.toBeNull();
  });

  it("shows what it is for, and tells screen readers", async () => {
    const { container } = await paneWithWaiting(4_812);

    expect(region("Approval").getByText("4,812")).toBeTruthy();
    expect(region("Approval").getByText("193")).toBeTruthy();
    expect(region("Approval").getByText("at most 4,812 credits")).toBeTruthy();
    const live = [...container.querySelectorAll("[aria-live=polite]")].map(({ textContent }) => textContent);
    expect(live).toContain("4,812 new people wait for your approval, at most 4,812 credits.");
  });

  it("is noticed wherever the pane is scrolled to, and taken there without its focus", async () => {
    const { user, change, ask } = await showPane();
    const scrolled = jest.spyOn(Element.prototype, "scrollIntoView").mockImplementation(() => undefined);
    expect(screen.queryByRole("note", { name: "Waiting" })).toBeNull();

    await change(() => void ask(200));
    await user.click(within(screen.getByRole("note", { name: "Waiting" })).getByRole("button", { name: "Review" }));

    expect(scrolled.mock.contexts).toEqual([screen.getByRole("region", { name: "Approval" }).parentElement]);
    scrolled.mockRestore();
  });

  it("has the cells ask again after a yes, and goes away", async () => {
    const { user, reentries, guard } = await paneWithWaiting(200);

    await user.click(region("Approval").getByRole("button", { name: "Approve" }));

    expect(reentries).toEqual([0]);
    expect(Object.keys(guard.people.get().approved)).toHaveLength(200);
    expect(approval()).toBeNull();
  });

  it("tries five, and keeps the others waiting", async () => {
    const { user, reentries } = await paneWithWaiting(200);

    await user.click(region("Approval").getByRole("button", { name: "Try 5" }));

    const said = "Formulas wait for your yes. Nothing was asked or spent for these people yet.";
    expect(region("Approval").getByText(said)).toBeTruthy();

    expect(reentries).toEqual([195]);
    expect(region("Approval").getByText("at most 195 credits")).toBeTruthy();
  });

  it("discards without touching a cell", async () => {
    const { user, reentries, guard } = await paneWithWaiting(200);

    await user.click(region("Approval").getByRole("button", { name: "Discard" }));

    expect(approval()).toBeNull();
    expect(reentries).toEqual([]);
    expect(guard.people.get().approved).toEqual({});
  });

  it("says which cells a yes could not reach, until that was read", async () => {
    const pane = await paneWithWaiting(200);
    pane.answerReentry(() => Promise.resolve({ entered: 188, leftAlone: 12 }));

    await pane.user.click(region("Approval").getByRole("button", { name: "Approve" }));

    expect(await screen.findByText(/^12 waiting cells could not be recalculated/)).toBeTruthy();
    await pane.user.click(region("Approval").getByRole("button", { name: "Dismiss" }));
    expect(approval()).toBeNull();
  });

  it("says why Excel refused, and that the yes holds", async () => {
    const pane = await paneWithWaiting(200);
    pane.answerReentry(() => Promise.reject(new Error("A cell is being edited.")));

    await pane.user.click(region("Approval").getByRole("button", { name: "Approve" }));

    expect(await screen.findByText(/^A cell is being edited\. Your yes holds for an hour\.$/)).toBeTruthy();
  });

  it("tries those cells again without another yes", async () => {
    const pane = await paneWithWaiting(200);
    pane.answerReentry(() => Promise.reject(new Error("A cell is being edited.")));
    await pane.user.click(region("Approval").getByRole("button", { name: "Approve" }));
    await pane.change(() => void pane.ask(200, "later"));
    pane.answerReentry(() => Promise.resolve({ entered: 200, leftAlone: 0 }));

    await pane.user.click(await screen.findByRole("button", { name: "Try again" }));

    await waitFor(() => expect(region("Approval").queryByRole("button", { name: "Try again" })).toBeNull());
    expect(pane.reentries).toEqual([0, 200]);
    expect(region("Approval").getByText("at most 200 credits")).toBeTruthy();
  });

  it("cannot be given to all over a cap, which it names", async () => {
    const pane = await showPane();
    await pane.change(() => {
      pane.policy.set({ ...pane.policy.get(), dayCap: 150 });
      void pane.ask(200);
    });

    const approve = region("Approval").getByRole("button", { name: "Approve" });
    expect(approve.getAttribute("aria-disabled")).toBe("true");
    expect(region("Approval").getByText(/your cap of 150 credits today, 0 are spent/)).toBeTruthy();

    await pane.change(() => pane.policy.set({ ...pane.policy.get(), dayCap: 200 }));
    expect(approve.getAttribute("aria-disabled")).toBeNull();
  });
});

describe("the settings of spending", () => {
  async function openSettings() {
    const pane = await showPane();
    await pane.user.click(screen.getByRole("button", { name: /^Spending/ }));
    return pane;
  }
  const field = (name: string) => screen.getByRole<HTMLInputElement>("textbox", { name });

  it("say when formulas ask, and are kept as soon as chosen", async () => {
    const { user, policy } = await openSettings();
    expect(screen.getByRole("button", { name: /^Spending/ }).textContent).toContain("asks above 100");

    await user.click(screen.getByRole("radio", { name: "Always ask me" }));
    expect(policy.get().freePeople).toBe(0);
    await user.click(screen.getByRole("radio", { name: "Never ask me" }));
    expect(policy.get().freePeople).toBeUndefined();
    await user.click(screen.getByRole("radio", { name: "Ask me above a number" }));
    await user.clear(field("New people in 10 minutes"));
    await user.type(field("New people in 10 minutes"), "25{Enter}");
    expect(policy.get().freePeople).toBe(25);
  });

  it("cap credits, and uncap them where the field is left empty", async () => {
    const { user, policy } = await openSettings();

    await user.type(field("Credits per day"), "500");
    await user.type(field("Credits per workbook"), "1000");
    await user.tab();
    expect(policy.get()).toMatchObject({ dayCap: 500, workbookCap: 1_000 });

    await user.clear(field("Credits per day"));
    await user.tab();
    expect(policy.get().dayCap).toBeUndefined();
  });

  it("take no words for numbers", async () => {
    const { user, policy } = await openSettings();

    await user.type(field("Credits per day"), "lots");
    expect(screen.getByText("A whole number, please.")).toBeTruthy();
    await user.tab();

    expect(policy.get().dayCap).toBeUndefined();
    expect(field("Credits per day").value).toBe("");
  });
});
