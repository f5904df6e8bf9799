/** @jest-environment @happy-dom/jest-environment */
import { screen } from "@testing-library/react";
import { accountOf, goodKey, readyAs } from "../support/fake-connection";
import { region, showPane } from "../support/pane";

describe("the connection", () => {
  it("tests a key, shows its credits and limit, and takes it into use", async () => {
    const { user, connection } = await showPane({ connection: { status: "no_key" } });
    const box = screen.getByRole<HTMLInputElement>("textbox", { name: "API key" });

    await user.type(box, goodKey);
    await user.click(screen.getByRole("button", { name: "Test key" }));
    expect(region("Connection").getByText("The key works: 4,200 credits left, 15 requests a minute.")).toBeTruthy();
    expect(connection.state.get()).toEqual({ status: "no_key" });
    await user.click(screen.getByRole("button", { name: "Use this key" }));

    expect(connection.state.get()).toMatchObject({ kind: "personal" });
    expect(document.body.innerHTML).not.toContain(goodKey);
  });

  it("says of a tested key that the sandbox takes any", async () => {
    const { user, connection } = await showPane({ connection: { status: "no_key" } });
    const account = { ...accountOf("personal"), people: "invented" } as const;
    connection.testKey = () => Promise.resolve({ outcome: "works", account });

    await user.type(screen.getByRole("textbox", { name: "API key" }), "banana-123");
    await user.click(screen.getByRole("button", { name: "Test key" }));

    expect(
      region("Connection").getByText(/^The key works: .* The sandbox takes any key: its people stay invented\.$/),
    ).toBeTruthy();
  });

  it("does not use a key that was refused, nor one changed after its test", async () => {
    const { user, connection } = await showPane({ connection: { status: "no_key" } });
    const box = screen.getByRole("textbox", { name: "API key" });

    await user.type(box, "wrong");
    await user.click(screen.getByRole("button", { name: "Test key" }));
    expect(region("Connection").getByText("The service refused this key.")).toBeTruthy();
    await user.clear(box);
    await user.type(box, goodKey);
    await user.click(screen.getByRole("button", { name: "Test key" }));
    await user.type(box, "x");
    await user.click(screen.getByRole("button", { name: "Use this key" }));

    expect(connection.state.get()).toEqual({ status: "no_key" });
  });

  it("keeps the key out of autofill and out of the page's text", async () => {
    const { user } = await showPane({ connection: { status: "no_key" } });
    const box = screen.getByRole<HTMLInputElement>("textbox", { name: "API key" });

    await user.type(box, goodKey);

    expect(box.autocomplete).toBe("off");
    expect(box.getAttribute("spellcheck")).toBe("false");
    expect(document.body.textContent).not.toContain(goodKey);
  });

  it("forgets the key only when asked twice", async () => {
    const { user, connection, change } = await showPane({ connection: readyAs("team") });
    await change(() => connection.state.set(readyAs("personal")));
    await user.click(await screen.findByRole("button", { name: "Forget key and data" }));
    expect(connection.state.get()).toMatchObject({ kind: "personal" });

    await user.click(screen.getByRole("button", { name: "Yes, forget" }));

    expect(connection.state.get()).toMatchObject({ kind: "team" });
  });

  it("says where the answers of a forgotten key remain, and when they go", async () => {
    const { user, connection, change } = await showPane({ connection: readyAs("team") });
    await change(() => connection.state.set(readyAs("personal")));
    connection.forgetsAs("answers_remain");

    await user.click(await screen.findByRole("button", { name: "Forget key and data" }));
    await user.click(screen.getByRole("button", { name: "Yes, forget" }));

    expect(connection.state.get()).toMatchObject({ kind: "team" });
    expect(region("Connection").getByRole("alert").textContent).toBe(
      "The key is gone, but its answers could not be deleted from this device. That is tried again when Enrich is next opened.",
    );
  });

  it("says the same of the key that another replaces", async () => {
    const { user, connection } = await showPane({ connection: { status: "no_key" } });
    connection.forgetsAs("answers_remain");

    await user.type(screen.getByRole("textbox", { name: "API key" }), goodKey);
    await user.click(screen.getByRole("button", { name: "Test key" }));
    await user.click(screen.getByRole("button", { name: "Use this key" }));

    expect(connection.state.get()).toMatchObject({ kind: "personal" });
    expect(region("Connection").getByRole("alert").textContent).toMatch(/^The key before is gone, but its answers/);
  });

  it("keeps a key that could not be taken into use in its box, and says so", async () => {
    const { user, connection } = await showPane({ connection: { status: "no_key" } });
    connection.useKey = () => Promise.reject(new Error("This page has no hashing."));
    const box = screen.getByRole<HTMLInputElement>("textbox", { name: "API key" });

    await user.type(box, goodKey);
    await user.click(screen.getByRole("button", { name: "Test key" }));
    await user.click(screen.getByRole("button", { name: "Use this key" }));

    expect(region("Connection").getByText("The key could not be taken into use: try again.")).toBeTruthy();
    expect(box.value).toBe(goodKey);
  });

  it("says what is missing, and lets no run start, without a key or a server", async () => {
    const { connection, change } = await showPane({ connection: { status: "no_key" } });
    expect(region("Run").getByText("Add a key under Connection first.")).toBeTruthy();

    await change(() => connection.state.set({ status: "unavailable", detail: "The server does not answer." }));

    expect(region("Connection").getByText("The server does not answer.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Enrich 2 rows" }).getAttribute("aria-disabled")).toBe("true");
  });

  it("reads the account again when a run has ended, for the credits it cost", async () => {
    const { user, pass, connection } = await showPane({ connection: readyAs("team") });
    const before = connection.reloads();

    await user.click(screen.getByRole("button", { name: "Enrich 2 rows" }));
    await pass(2_000);

    expect(connection.reloads()).toBe(before + 1);
  });

  it("offers another key where the one in use was refused", async () => {
    const { user } = await showPane({ connection: { status: "unavailable", detail: "The service refused the key." } });

    await user.click(screen.getByRole("button", { name: "Use another key" }));

    expect(screen.getByRole("textbox", { name: "API key" })).toBeTruthy();
  });
});
