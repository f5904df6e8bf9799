/** @jest-environment @happy-dom/jest-environment */
import { screen } from "@testing-library/react";
import { accountOf, readyAs } from "../support/fake-connection";
import { region, showPane } from "../support/pane";
import { failedWith, personNamed } from "../support/scripted-enricher";

const url = (slug: string): string => `https://www.linkedin.com/in/${slug}`;
const slugs = (count: number): string[] => Array.from({ length: count }, (_, index) => url(`person-${index}`));

describe("the pane", () => {
  it("shows the selected column, what was read in it, and what the run could cost", async () => {
    await showPane({ column: ["Profile", url("ada"), url("ada"), "bob@builders.example", "", "call me"] });

    expect(region("Selection").getByText("People!A1:A6")).toBeTruthy();
    expect(region("Selection").getByText("2 URLs · 1 e-mail · 1 blank")).toBeTruthy();
    expect(region("Selection").getByText("2 different people")).toBeTruthy();
    expect(region("Quote").getByText("at most 2 credits")).toBeTruthy();
    expect(region("Quote").getByText("B to H")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Enrich 4 rows" })).toBeTruthy();
  });

  it("names the cells that are no identifiers, and why", async () => {
    const { user } = await showPane({ column: ["Profile", url("ada"), "call me"] });

    await user.click(region("Selection").getByRole("button", { name: "1 cell is not an identifier" }));

    expect(region("Selection").getByRole("listitem").textContent).toMatch(/^A3 .*call me.* is not a profile URL/);
  });

  it("lets the header row be overruled, and quotes anew", async () => {
    const { user, pass } = await showPane();
    expect(screen.getByRole("button", { name: "Enrich 2 rows" })).toBeTruthy();

    await user.click(screen.getByRole("switch", { name: "First row is a header" }));
    await pass(500);

    expect(screen.getByRole("button", { name: "Enrich 3 rows" })).toBeTruthy();
  });

  it("asks for a selection where there is none", async () => {
    await showPane({ column: [] });

    expect(region("Selection").getByText(/Select a column/)).toBeTruthy();
    expect(region("Run").getByRole("button", { name: "Enrich" }).getAttribute("aria-disabled")).toBe("true");
  });

  it("finds any field by search and adds it as a column", async () => {
    const { user, pass, memory } = await showPane();

    await user.type(screen.getByRole("searchbox", { name: "Search fields" }), "company website domain");
    await user.click(
      screen.getByRole("checkbox", { name: "experience.employment_details.current.company_website_domain" }),
    );
    await pass(500);
    await user.click(screen.getByRole("button", { name: "Enrich 2 rows" }));
    await pass(2_000);

    expect(region("Fields").getByText("7 chosen")).toBeTruthy();
    expect(memory.cells()[0]?.[7]).toBe("experience.employment_details.current.company_website_domain");
  });

  it("browses fields by section, with description and price", async () => {
    const { user } = await showPane();

    await user.click(screen.getByRole("button", { name: /^Browse all \d+ fields/ }));
    expect(screen.queryByRole("checkbox", { name: "contact.business_emails.email" })).toBeNull();
    await user.click(screen.getByRole("button", { name: /^contact/ }));

    const box = screen.getByRole("checkbox", { name: "contact.business_emails.email" });
    const about = document.getElementById(box.getAttribute("aria-describedby") ?? "");
    expect(about?.textContent).toMatch(/\+1 credit per person/);
  });

  it("removes a field, and asks for at least one", async () => {
    const { user, pass } = await showPane();

    for (const button of screen.getAllByRole("button", { name: /^Remove / })) await user.click(button);
    await pass(500);

    expect(region("Quote").getByText("Choose at least one field.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Enrich 2 rows" }).getAttribute("aria-disabled")).toBe("true");
  });

  it("keeps the focus in the list when a field is removed", async () => {
    const { user } = await showPane();

    await user.click(screen.getByRole("button", { name: "Remove basic_profile.headline" }));

    expect(document.activeElement?.getAttribute("aria-label")).toBe("Remove basic_profile.current_title");
  });

  it("fills the columns beside the key and reports counts and credits", async () => {
    const { user, pass, memory } = await showPane();

    await user.click(screen.getByRole("button", { name: "Enrich 2 rows" }));
    await pass(2_000);

    expect(memory.cells()[0]?.slice(0, 2)).toEqual(["Profile", "basic_profile.name"]);
    expect(memory.cells()[1]?.[1]).toMatch(/^Name of /);
    expect(memory.cells()[2]?.[7]).toBe("Matched");
    expect(region("Run").getByText("Done: 2 rows, 2 credits used.")).toBeTruthy();
    expect(region("Run").getByText("2 rows matched")).toBeTruthy();
  });

  it("fills blanks only, and leaves alone what somebody typed", async () => {
    const { user, pass, memory, runner, change } = await showPane();
    memory.type(0, 2, "basic_profile.headline");
    memory.type(1, 2, "mine");
    await change(() => void runner.refreshSelection());

    await user.click(screen.getByRole("button", { name: "Enrich 2 rows" }));
    await pass(2_000);

    expect(memory.cells()[1]?.[2]).toBe("mine");
    expect(memory.cells()[2]?.[2]).toMatch(/^Headline of /);
  });

  it("overwrites nothing until someone agrees to the number", async () => {
    const { user, pass, memory, enricher, runner, change } = await showPane();
    memory.type(0, 2, "basic_profile.headline");
    memory.type(1, 2, "mine");
    await change(() => void runner.refreshSelection());
    await user.click(screen.getByRole("radio", { name: "Overwrite: 2 rows, 1 full cell" }));
    await pass(500);

    expect(region("Quote").getByText("1 cell is not empty, first C2.")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Enrich 2 rows" }));
    await pass(2_000);
    expect(memory.cells()[1]?.[2]).toBe("mine");
    expect(enricher.sent).toEqual([]);

    await user.click(screen.getByRole("checkbox", { name: "Overwrite this cell" }));
    await user.click(screen.getByRole("button", { name: "Enrich 2 rows" }));
    await pass(2_000);
    expect(memory.cells()[1]?.[2]).toMatch(/^Headline of /);
  });

  it("takes an agreement to overwrite back when what it was given for changes", async () => {
    const { user, pass, model } = await showOverwriting();

    await user.click(screen.getByRole("button", { name: "Remove basic_profile.headline" }));
    await pass(500);

    expect(model.options.agreed.get()).toBe(false);
  });

  it("keeps an agreement to overwrite while only the account is read again", async () => {
    const { model, connection, change } = await showOverwriting();

    await change(() => connection.state.set(readyAs("sandbox")));

    expect(model.options.agreed.get()).toBe(true);
  });

  it("asks again for an agreement to overwrite before the next run", async () => {
    const { user, pass, model } = await showOverwriting();

    await user.click(screen.getByRole("button", { name: "Enrich 2 rows" }));
    await pass(2_000);

    expect(model.options.agreed.get()).toBe(false);
    expect(model.options.mode.get()).toBe("blanks");
  });

  it("keeps what a refresh shall ask of the service", async () => {
    const { user, refreshing } = await showPane();

    await user.click(screen.getByRole("button", { name: /^Refreshing/ }));
    await user.click(screen.getByRole("checkbox", { name: "Have the service fetch people anew" }));

    expect(refreshing.get()).toEqual({ forceFetch: true, enrichRealtime: false });
  });

  it("shows progress, and cancels what was not sent", async () => {
    const { user, pass, memory } = await showPane({ column: ["Profile", ...slugs(100)] });
    await user.click(screen.getByRole("button", { name: "Enrich 100 rows" }));
    await pass(50);

    expect(screen.getByRole("progressbar", { name: "Enrichment progress" })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await pass(2_000);

    expect(region("Run").getByText("Cancelled after 25 rows of 100. 25 credits used.")).toBeTruthy();
    expect(memory.cells().filter((row) => row[7] === "Matched")).toHaveLength(25);
    expect(screen.queryByRole("progressbar")).toBeNull();
  });

  it("hands the focus on when the button that has it goes away", async () => {
    const { user, pass } = await showPane({ column: ["Profile", ...slugs(100)] });
    await user.click(screen.getByRole("button", { name: "Enrich 100 rows" }));
    await pass(50);

    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await pass(2_000);

    expect(document.activeElement?.textContent).toMatch(/^Enrich/);
  });

  it("says in a sentence why a run ended early, and what to do", async () => {
    const { user, pass } = await showPane({ script: () => failedWith("credits_used_up") });

    await user.click(screen.getByRole("button", { name: "Enrich 2 rows" }));
    await pass(2_000);

    expect(region("Run").getByText(/^The credits are used up\./)).toBeTruthy();
    expect(region("Run").getByText(/Add credits to the account/)).toBeTruthy();
  });

  it("says whose daily limit stopped a run and when it resets, and goes on afterwards", async () => {
    const detail = "Your team's daily limit of 2,000 credits is reached; it resets at 00:00 UTC.";
    let isReset = false;
    const { user, pass } = await showPane({
      script: (identifier) => (isReset ? personNamed(identifier) : { ...failedWith("daily_limit"), detail }),
    });
    await user.click(screen.getByRole("button", { name: "Enrich 2 rows" }));
    await pass(2_000);
    expect(region("Run").getByText(detail, { exact: false })).toBeTruthy();
    expect(region("Run").getByText(/^Resume when it has reset: finished rows cost nothing more/)).toBeTruthy();

    isReset = true;
    await user.click(region("Run").getByRole("button", { name: "Resume" }));
    await pass(5_000);

    expect(region("Run").getByText(/^Done: 2 rows/)).toBeTruthy();
  });

  it("says why single rows failed", async () => {
    const { user, pass } = await showPane({
      script: (identifier) =>
        identifier.kind === "email" ? failedWith("service_unavailable") : personNamed(identifier),
    });

    await user.click(screen.getByRole("button", { name: "Enrich 2 rows" }));
    await pass(2_000);

    expect(
      region("Run").getByText(
        "Failed: the service did not answer. Enrich again in a minute to retry; the others are free.",
      ),
    ).toBeTruthy();
  });

  it("offers no other try for rows that would fail again", async () => {
    const { user, pass } = await showPane({
      script: (identifier) =>
        identifier.kind === "email" ? failedWith("emails_not_supported") : personNamed(identifier),
    });

    await user.click(screen.getByRole("button", { name: "Enrich 2 rows" }));
    await pass(2_000);

    expect(
      region("Run").getByText("Failed: the service does not look up e-mails. Asking again would not change that."),
    ).toBeTruthy();
    expect(region("Run").queryByText(/Enrich again in a minute/)).toBeNull();
  });

  it("announces a run politely, and not at every step", async () => {
    const { user, pass, model } = await showPane({ column: ["Profile", ...slugs(1_000)] });
    const said: string[] = [];
    model.announcement.subscribe(() => said.push(model.announcement.get()));

    await user.click(screen.getByRole("button", { name: "Enrich 1,000 rows" }));
    await pass(30_000);

    expect(said[0]).toBe("Enriching 1,000 rows.");
    expect(said.at(-1)).toBe("Done: 1,000 rows, 1,000 credits used.");
    expect(said.length).toBeLessThanOrEqual(4);
    expect(document.querySelector("[aria-live=polite]")?.textContent).toBe(said.at(-1));
  });

  it("quotes for asking again when the ribbon asks to refresh, and spends nothing by itself", async () => {
    const { user, pass, request, enricher, change } = await showPane();
    await user.click(screen.getByRole("button", { name: "Enrich 2 rows" }));
    await pass(2_000);
    expect(region("Quote").getByText("at most 0 credits")).toBeTruthy();
    const sentBefore = enricher.sent.length;

    await change(() => request.set({ refresh: true }));

    expect(region("Quote").getByText("at most 2 credits")).toBeTruthy();
    expect(enricher.sent).toHaveLength(sentBefore);
  });

  it("says on every screen that the people are invented while it is the sandbox, and only then", async () => {
    const { connection, change } = await showPane();
    expect(screen.getByRole("note", { name: "Sandbox" }).textContent).toMatch(/people are invented/);

    await change(() => connection.state.set(readyAs("team")));

    expect(screen.queryByRole("note", { name: "Sandbox" })).toBeNull();
  });

  it("goes on saying so when a personal key is used in the sandbox, which takes any; of a real service's key not", async () => {
    const { connection, change } = await showPane();
    const account = { ...accountOf("personal"), people: "invented" } as const;

    await change(() => connection.state.set({ status: "ready", kind: "personal", account }));

    expect(screen.getByRole("note", { name: "Sandbox" }).textContent).toMatch(/people are invented/);
    expect(
      region("Connection").getByText(/credits left.*\. The sandbox takes any key: its people stay invented\.$/),
    ).toBeTruthy();

    await change(() => connection.state.set(readyAs("personal")));

    expect(screen.queryByRole("note", { name: "Sandbox" })).toBeNull();
    expect(region("Connection").queryByText(/takes any key/)).toBeNull();
  });
});

/** A cell stands in the way, and somebody has agreed to overwrite it. */
async function showOverwriting() {
  const shown = await showPane();
  const { user, pass, memory, runner, change } = shown;
  memory.type(0, 2, "basic_profile.headline");
  memory.type(1, 2, "mine");
  await change(() => void runner.refreshSelection());
  await user.click(screen.getByRole("radio", { name: /^Overwrite/ }));
  await pass(500);
  await user.click(screen.getByRole("checkbox", { name: "Overwrite this cell" }));
  expect(shown.model.options.agreed.get()).toBe(true);
  return shown;
}
