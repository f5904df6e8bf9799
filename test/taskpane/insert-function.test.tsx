/** @jest-environment @happy-dom/jest-environment */
import { region, showPane } from "../support/pane";

const url = (slug: string): string => `https://www.linkedin.com/in/${slug}`;
const column = ["Profile", url("ada"), "bob@builders.example", "", "call me", url("eve")];

async function showBuilder(options: Parameters<typeof showPane>[0] = { column }) {
  const pane = await showPane(options);
  const builder = region("Insert function");
  const formula = (): string | null => builder.getByRole("status", { name: "Formula" }).textContent;
  const result = (): (string | null)[] =>
    builder
      .getAllByRole("listitem")
      .filter((item) => item.closest("ul")?.getAttribute("aria-label") === "Result")
      .map(({ textContent }) => textContent);
  const identifier = builder.getByRole<HTMLInputElement>("textbox", { name: "Identifier cell" });
  const target = builder.getByRole<HTMLInputElement>("textbox", { name: "Write into" });
  const insert = (): HTMLElement => builder.getByRole("button", { name: /^Insert / });
  const write = async (): Promise<void> => {
    await pane.user.click(insert());
    await pane.pass(500);
  };
  const type = async (box: HTMLElement, text: string): Promise<void> => {
    await pane.user.clear(box);
    if (text !== "") await pane.user.type(box, text.replace(/[[{]/gu, "$&$&"));
    await pane.pass(500);
  };
  return { ...pane, builder, formula, result, identifier, target, insert, write, type };
}

describe("Insert function", () => {
  it("begins with the first identifier of the selection, its price, and the first free cell beside it", async () => {
    const { builder, formula, identifier, target, enricher } = await showBuilder();

    expect(identifier.value).toBe("People!A2");
    expect(formula()).toBe('=ENRICH.PERSON(A2,"basic_profile.name")');
    expect(builder.getByText("At most 1 credit")).toBeTruthy();
    expect(target.placeholder).toBe("B2, the first free cell");
    expect(enricher.sent).toEqual([]);
  });

  it("asks for a cell where the selection holds no identifier", async () => {
    const { builder, insert, identifier } = await showBuilder({ column: [] });

    expect(identifier.value).toBe("");
    expect(builder.getByText(/^Name a cell with a profile URL or business e-mail/)).toBeTruthy();
    expect(insert().getAttribute("aria-disabled")).toBe("true");
  });

  it("writes the formula it shows, spending nothing itself", async () => {
    const { builder, memory, enricher, write, target } = await showBuilder();

    await write();

    expect(memory.cells()[1]?.[1]).toBe('=ENRICH.PERSON(A2,"basic_profile.name")');
    expect(builder.getByText("Written into People!B2.")).toBeTruthy();
    expect(target.placeholder).toBe("C2, the first free cell");
    expect(enricher.sent).toEqual([]);
  });

  it("shows the result of one row only after a press, at the price it named; then it is free", async () => {
    const { builder, user, pass, result, enricher } = await showBuilder();
    expect(builder.getByText("of one row: at most 1 credit")).toBeTruthy();

    await user.click(builder.getByRole("button", { name: "Show result" }));
    await pass(1_000);

    expect(result()).toEqual([`Name of url:ada`]);
    expect(enricher.sent).toHaveLength(1);
    expect(builder.getByText("Free: already known")).toBeTruthy();
  });

  it("takes the cell that is typed, says in a sentence what is wrong with it, and stays with it", async () => {
    const { builder, identifier, type, formula, runner, memory, change } = await showBuilder();

    await type(identifier, "A5");
    expect(builder.getByText("A5: “call me” is not a profile URL or business e-mail.")).toBeTruthy();
    await type(identifier, "nowhere");
    expect(builder.getByText(/^“nowhere” is not a cell/)).toBeTruthy();
    await type(identifier, "Sales!A2");
    expect(builder.getByText("There is no sheet “Sales” in this workbook.")).toBeTruthy();
    await type(identifier, "a3");
    expect(formula()).toBe('=ENRICH.PERSON(A3,"basic_profile.name")');

    memory.select(0, 5, 5);
    await change(() => void runner.refreshSelection());
    expect(identifier.value).toBe("a3");
  });

  it("takes the selected cell at the press of a button", async () => {
    const { builder, user, pass, identifier, formulaSheet, formula } = await showBuilder();
    formulaSheet.select({ sheetName: "People", row: 5, column: 0, rowCount: 1, columnCount: 1 });

    await user.click(builder.getByRole("button", { name: "Use selected cell" }));
    await pass(500);

    expect(identifier.value).toBe("People!A6");
    expect(formula()).toContain("(A6,");
  });

  it("finds fields by search; several make one formula that spills, or one formula each", async () => {
    const { builder, user, pass, formula, memory, write } = await showBuilder();
    await user.click(builder.getByRole("button", { name: "Fields: basic_profile.name" }));
    await user.type(builder.getByRole("searchbox", { name: "Find a field" }), "headline");
    await user.click(builder.getByRole("checkbox", { name: "basic_profile.headline" }));
    await pass(500);
    expect(formula()).toBe('=ENRICH.PERSON(A2,"basic_profile.name, basic_profile.headline")');

    await user.click(builder.getByRole("button", { name: "Options" }));
    await user.click(builder.getByRole("checkbox", { name: "A formula of its own for each field" }));
    await pass(500);
    await write();

    expect(memory.cells()[1]?.slice(1, 3)).toEqual([
      '=ENRICH.PERSON(A2,"basic_profile.name")',
      '=ENRICH.PERSON(A2,"basic_profile.headline")',
    ]);
  });

  it("writes options as the functions read them", async () => {
    const { builder, user, pass, formula } = await showBuilder();
    await user.click(builder.getByRole("button", { name: "Options" }));
    await user.type(builder.getByRole("textbox", { name: "If nobody is found, show" }), "nobody; sorry");
    await user.type(builder.getByRole("textbox", { name: "If the field is empty, show" }), "-");
    await pass(500);

    expect(formula()).toBe('=ENRICH.PERSON(A2,"basic_profile.name","if_missing=""nobody; sorry""; if_empty=-")');
  });

  it("fills down beside every identifier below, with people, requests and credits said first", async () => {
    const { builder, user, pass, memory, write, insert } = await showBuilder();

    await user.click(builder.getByRole("checkbox", { name: "Also for the 2 people below" }));
    await pass(500);

    expect(builder.getByText("Different people").nextSibling?.textContent).toBe("3");
    expect(builder.getByText("To ask, in 1 request").nextSibling?.textContent).toBe("3");
    expect(builder.getByText("At most 3 credits")).toBeTruthy();
    expect(insert().textContent).toBe("Insert 3 formulas");
    await write();
    expect(memory.cells().map((row) => row[1])).toEqual([
      undefined,
      '=ENRICH.PERSON(A2,"basic_profile.name")',
      '=ENRICH.PERSON(A3,"basic_profile.name")',
      undefined,
      undefined,
      '=ENRICH.PERSON(A6,"basic_profile.name")',
    ]);
  });

  it("says when so many people wait for a yes", async () => {
    const many = ["Profile", ...Array.from({ length: 130 }, (_, index) => url(`person-${index}`))];
    const { builder, user, pass } = await showBuilder({ column: many });

    await user.click(builder.getByRole("checkbox", { name: "Also for the 129 people below" }));
    await pass(500);

    expect(builder.getByText("The cells will wait for your yes under Approval: 130 new people.")).toBeTruthy();
  });

  it("makes one table of the column, headers in the row above", async () => {
    const { builder, user, pass, memory, write } = await showBuilder();
    await user.click(builder.getByRole("radio", { name: /PEOPLE/ }));
    await user.click(builder.getByRole("button", { name: "Options" }));
    await user.click(builder.getByRole("checkbox", { name: "Row of headers first" }));
    await pass(500);

    await write();

    expect(memory.cells()[0]?.[1]).toBe('=ENRICH.PEOPLE(A2:A6,"basic_profile.name","headers=yes")');
  });

  it("never writes over a cell without saying so and being told to", async () => {
    const { builder, user, pass, memory, target, type, write } = await showBuilder();
    memory.type(1, 3, "mine");
    await type(target, "D2");
    expect(builder.getByText("1 cell is not empty, first D2.")).toBeTruthy();

    await write();
    expect(memory.cells()[1]?.[3]).toBe("mine");

    await user.click(builder.getByRole("checkbox", { name: "Write over it" }));
    await pass(10);
    memory.type(1, 3, "a co-author's");
    await write();
    expect(memory.cells()[1]?.[3]).toBe("a co-author's");
    expect(builder.getByText(/changed while you looked: nothing was written/)).toBeTruthy();

    await user.click(builder.getByRole("checkbox", { name: "Write over it" }));
    await write();
    expect(memory.cells()[1]?.[3]).toBe('=ENRICH.PERSON(A2,"basic_profile.name")');
  });

  it("refuses to cover the identifiers it reads, and a protected sheet, in a sentence each", async () => {
    const { builder, target, type, formulaSheet, insert } = await showBuilder();

    await type(target, "A2");
    expect(builder.getByText(/would cover the identifiers it reads/)).toBeTruthy();
    formulaSheet.protect(true);
    await type(target, "C2");
    expect(builder.getByText("This sheet is protected. Unprotect it, then try again.")).toBeTruthy();
    expect(insert().getAttribute("aria-disabled")).toBe("true");
  });

  it("warns where values would not stand beside their people", async () => {
    const { builder, user, pass, target, type } = await showBuilder();
    await user.click(builder.getByRole("checkbox", { name: "Also for the 2 people below" }));
    await pass(500);

    await type(target, "C5");

    expect(builder.getByText(/values will not stand beside their people/)).toBeTruthy();
  });
});
