/** @jest-environment @happy-dom/jest-environment */
import { fireEvent, screen, within } from "@testing-library/react";
import { region } from "../support/pane";
import { showScriptedPane } from "../support/scripted-pane";
import { selectionOf } from "../support/scripted-runner";

const paths = (): readonly string[] =>
  within(screen.getByRole("list", { name: /Chosen fields/ }))
    .getAllByRole("button", { name: /^Remove / })
    .map((button) => button.getAttribute("aria-label")?.replace("Remove ", "") ?? "");

const withHeader = (text: string) => selectionOf({}, { cells: [{ row: 0, text }], address: `People!${text.length}` });

describe("the order of the fields", () => {
  it("is changed by buttons, and said", async () => {
    const { user } = await showScriptedPane();

    await user.click(screen.getByRole("button", { name: "Move basic_profile.headline up" }));

    expect(paths().slice(0, 2)).toEqual(["basic_profile.headline", "basic_profile.name"]);
    expect(screen.getByText("basic_profile.headline is column 1 of 6.")).toBeTruthy();
  });

  it("is changed by the arrow keys, and the focus goes with the field", async () => {
    const { user } = await showScriptedPane();

    screen.getByRole("button", { name: "Move basic_profile.name down" }).focus();
    await user.keyboard("{ArrowDown}{ArrowDown}");

    expect(paths().slice(0, 3)).toEqual([
      "basic_profile.headline",
      "basic_profile.current_title",
      "basic_profile.name",
    ]);
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Move basic_profile.name down");
  });

  it("ends at the ends", async () => {
    const { user } = await showScriptedPane();
    const before = paths();

    screen.getByRole("button", { name: "Move basic_profile.name up" }).focus();
    await user.keyboard("{ArrowUp}{Enter}");

    expect(paths()).toEqual(before);
  });

  it("is changed by dragging", async () => {
    await showScriptedPane();
    const lines = within(screen.getByRole("list", { name: /Chosen fields/ })).getAllByRole("listitem");

    fireEvent.dragStart(lines[3]!, { dataTransfer: {} });
    fireEvent.dragOver(lines[0]!);
    fireEvent.dragEnd(lines[0]!);

    expect(paths()[0]).toBe("experience.employment_details.current.name");
  });

  it("is the order of the request", async () => {
    const { user, pass, requests } = await showScriptedPane();

    await user.click(screen.getByRole("button", { name: "Move basic_profile.headline up" }));
    await pass(500);

    expect(requests.at(-1)?.fields[0]).toEqual({ path: "basic_profile.headline", columns: 1 });
  });
});

describe("fields of several values", () => {
  const employer = "experience.employment_details.current.name";

  it("take one column, one cell for all, or a column each", async () => {
    const { user, pass, requests } = await showScriptedPane();
    const choice = screen.getByRole("combobox", { name: `Columns for ${employer}` });

    await user.selectOptions(choice, "All in one cell");
    await pass(500);
    expect(requests.at(-1)?.fields[3]).toEqual({
      path: "experience.employment_details.current[*].name",
      columns: 1,
    });

    await user.selectOptions(choice, "The first 3, a column each");
    await pass(500);
    expect(requests.at(-1)?.fields[3]).toEqual({ path: employer, columns: 3 });
  });

  it("stay ticked under their own name however many columns they take", async () => {
    const { user } = await showScriptedPane();
    await user.selectOptions(screen.getByRole("combobox", { name: `Columns for ${employer}` }), "All in one cell");

    await user.type(screen.getByRole("searchbox", { name: "Search fields" }), employer);

    const box = screen.getByRole<HTMLInputElement>("checkbox", { name: employer });
    expect(box.checked).toBe(true);
    await user.click(box);
    await user.clear(screen.getByRole("searchbox", { name: "Search fields" }));
    expect(paths()).not.toContain(employer);
  });
});

describe("the list of fields", () => {
  it("says what a field is, its type and price, and what an invented person has there", async () => {
    const { user } = await showScriptedPane();

    await user.type(screen.getByRole("searchbox", { name: "Search fields" }), "contact.business_emails.email");

    const box = screen.getByRole("checkbox", { name: "contact.business_emails.email" });
    const about = document.getElementById(box.getAttribute("aria-describedby") ?? "");
    expect(about?.textContent).toMatch(/\(text\).*\+1 credit per person.*Such as mira@fjordlight\.example/);
  });

  it("asks what was meant where nothing matches, and searches for that", async () => {
    const { user } = await showScriptedPane();

    await user.type(screen.getByRole("searchbox", { name: "Search fields" }), "headlnie");
    expect(region("Fields").getByRole("status", { name: "" }).textContent).toMatch(/Did you mean/);
    await user.click(region("Fields").getByRole("button", { name: "basic_profile.headline" }));

    expect(screen.getByRole("checkbox", { name: "basic_profile.headline" })).toBeTruthy();
  });
});

describe("field sets", () => {
  const picker = () => screen.getByRole<HTMLSelectElement>("combobox", { name: "Field set" });

  it("are chosen whole", async () => {
    const { user } = await showScriptedPane();
    expect(picker().selectedOptions[0]?.textContent).toBe("Recruiter 6");

    await user.selectOptions(picker(), "CRM hygiene");

    expect(paths()).toContain("experience.employment_details.current.company_website_domain");
    expect(paths()).not.toContain("basic_profile.headline");
  });

  it("are saved, renamed and deleted, on this device", async () => {
    const { user, memory } = await showScriptedPane();
    await user.click(screen.getByRole("button", { name: "Remove basic_profile.headline" }));
    expect(picker().selectedOptions[0]?.textContent).toBe("My own choice");

    await user.click(screen.getByRole("button", { name: /^Save this choice/ }));
    await user.type(screen.getByRole("textbox", { name: "Name" }), "Board{Enter}");
    expect(picker().selectedOptions[0]?.textContent).toBe("Board");

    await user.click(screen.getByRole("button", { name: "Rename Board" }));
    const box = screen.getByRole("textbox", { name: "New name of Board" });
    await user.clear(box);
    await user.type(box, "Council{Enter}");
    expect(memory.read().sets.map(({ name }) => name)).toEqual(["Council"]);

    await user.click(screen.getByRole("button", { name: "Delete Council" }));
    expect(memory.read().sets).toEqual([]);
  });

  it("cannot take the name of a built-in one", async () => {
    const { user, memory } = await showScriptedPane();

    await user.click(screen.getByRole("button", { name: /^Save this choice/ }));
    await user.type(screen.getByRole("textbox", { name: "Name" }), "recruiter 6{Enter}");

    expect(screen.getByText("Another set has this name.")).toBeTruthy();
    expect(memory.read().sets).toEqual([]);
  });

  it("are replaced by another of their name only where that is said first", async () => {
    const { user, memory } = await showScriptedPane();
    await user.click(screen.getByRole("button", { name: /^Save this choice/ }));
    const box = screen.getByRole("textbox", { name: "Name" });
    await user.type(box, "Board{Enter}");

    await user.type(box, "board");

    expect(screen.getByText("Replaces your set “Board”.")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Replace" }));
    expect(memory.read().sets.map(({ name }) => name)).toEqual(["board"]);
  });

  it("are never lost to another that is renamed to their name", async () => {
    const { user, memory } = await showScriptedPane();
    await user.click(screen.getByRole("button", { name: /^Save this choice/ }));
    const box = screen.getByRole("textbox", { name: "Name" });
    await user.type(box, "Board{Enter}");
    await user.type(box, "Council{Enter}");

    await user.click(screen.getByRole("button", { name: "Rename Council" }));
    const newName = screen.getByRole("textbox", { name: "New name of Council" });
    await user.clear(newName);
    await user.type(newName, "board{Enter}");
    expect(screen.getByText("Another set has this name.")).toBeTruthy();
    expect(memory.read().sets.map(({ name }) => name)).toEqual(["Board", "Council"]);

    await user.clear(newName);
    await user.type(newName, "council{Enter}");
    expect(memory.read().sets.map(({ name }) => name)).toEqual(["Board", "council"]);
  });

  it("are shared into the workbook on request only, beside those of colleagues", async () => {
    const { user, pass, sharedSets } = await showScriptedPane();
    await user.click(screen.getByRole("button", { name: /^Save this choice/ }));
    await user.type(screen.getByRole("textbox", { name: "Name" }), "Board{Enter}");
    expect(sharedSets.now).toEqual([]);
    sharedSets.now = [{ name: "Of Anna", fields: [{ path: "basic_profile.name", columns: 1 }] }];

    await user.click(screen.getByRole("button", { name: "Share Board in this workbook" }));
    await pass(0);

    expect(sharedSets.now.map(({ name }) => name)).toEqual(["Of Anna", "Board"]);
    await user.click(screen.getByRole("button", { name: "Take Of Anna out of the workbook" }));
    await pass(0);
    expect(sharedSets.now.map(({ name }) => name)).toEqual(["Board"]);
  });

  it("say in a sentence why the workbook did not take them", async () => {
    const { user, pass, sharedSets } = await showScriptedPane();
    await user.click(screen.getByRole("button", { name: /^Save this choice/ }));
    await user.type(screen.getByRole("textbox", { name: "Name" }), "Board{Enter}");
    sharedSets.refusal = "The workbook is read-only.";

    await user.click(screen.getByRole("button", { name: "Share Board in this workbook" }));
    await pass(0);

    expect(region("Fields").getByText("The workbook is read-only.")).toBeTruthy();
  });

  it("are offered again once they were used", async () => {
    const { user, pass, memory } = await showScriptedPane();
    await user.click(screen.getByRole("button", { name: "Remove basic_profile.headline" }));
    await pass(500);

    await user.click(screen.getByRole("button", { name: "Enrich 60 rows" }));

    expect(memory.read().recent).toHaveLength(1);
    expect(within(picker()).getByRole("option", { name: "name, current title and 3 more" })).toBeTruthy();
  });
});

describe("what was chosen for a header", () => {
  it("is chosen again for a column with that header, and said", async () => {
    const { user, selection, change } = await showScriptedPane({ selection: withHeader("Candidate") });
    await user.selectOptions(screen.getByRole("combobox", { name: "Field set" }), "CRM hygiene");
    await change(() => selection.set(withHeader("Lead")));
    await user.selectOptions(screen.getByRole("combobox", { name: "Field set" }), "Recruiter 6");

    await change(() => selection.set(withHeader("Candidate")));

    expect(paths()).toContain("experience.employment_details.current.company_website_domain");
    expect(region("Fields").getByText("As last time for “Candidate”.")).toBeTruthy();
  });

  it("is said of columns with that header only", async () => {
    const { user, selection, change } = await showScriptedPane({ selection: withHeader("Candidate") });
    await user.selectOptions(screen.getByRole("combobox", { name: "Field set" }), "CRM hygiene");
    await change(() => selection.set(withHeader("Lead")));
    await user.selectOptions(screen.getByRole("combobox", { name: "Field set" }), "Recruiter 6");
    await change(() => selection.set(withHeader("Candidate")));

    await change(() => selection.set(withHeader("Stranger")));

    expect(screen.queryByText(/^As last time/)).toBeNull();
  });

  it("gives way to what was chosen before any column was", async () => {
    const { user, selection, change } = await showScriptedPane({
      selection: undefined,
      remembered: {
        sets: [],
        recent: [],
        byHeader: [{ header: "candidate", fields: [{ path: "basic_profile.languages", columns: 1 }] }],
      },
    });
    await user.selectOptions(screen.getByRole("combobox", { name: "Field set" }), "CRM hygiene");

    await change(() => selection.set(withHeader("Candidate")));

    expect(paths()).not.toContain("basic_profile.languages");
  });

  it("is left alone while the same column is read again", async () => {
    const { user, selection, change } = await showScriptedPane({ selection: withHeader("Candidate") });
    await user.click(screen.getByRole("button", { name: "Remove basic_profile.headline" }));

    await change(() => selection.set(withHeader("Candidate")));

    expect(paths()).not.toContain("basic_profile.headline");
  });
});
