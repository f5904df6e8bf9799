/** @jest-environment @happy-dom/jest-environment */
import { act, screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import type { Period } from "../../src/usage-page/days";
import type { SignIn } from "../../src/usage-page/sign-in";
import { november, teamUsage, usageOf, usageRow } from "../support/usage-months";
import { showUsagePage, type UsageOutcome } from "../support/usage-page";

const read = (usage = teamUsage()): UsageOutcome => ({ outcome: "read", usage });
const signedOut: UsageOutcome = { outcome: "signed_out" };

const three = usageOf([
  usageRow({ person: "Ada Lovelace", credits: 2, day: "2026-11-03", workbook: "a1b2c3d4" }),
  usageRow({ person: "Grace Hopper", credits: 40, day: "2026-11-05" }),
  usageRow({ person: "bob", credits: 7, day: "2026-11-05", section: "contact.business_emails" }),
]);

/** The first cell of every line of the table, as it stands. */
const lines = (): readonly (string | null)[] =>
  within(screen.getByRole("table"))
    .getAllByRole("rowheader")
    .map(({ textContent }) => textContent);

const head = (name: string): HTMLElement => screen.getByRole("columnheader", { name });

async function violations(container: Element): Promise<readonly string[]> {
  const { violations: found } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describe("the usage page", () => {
  it("shows this month: credits, people, who spent most, days in UTC", async () => {
    const { asked, container } = showUsagePage({ answer: () => read(three) });

    await screen.findByText("Biggest spender");

    expect(asked).toEqual([november]);
    expect(screen.getByText("Biggest spender").parentElement?.textContent).toContain(
      "Grace Hopper40 credits, 81.6% of all",
    );
    expect(screen.getByText("People", { selector: "dt" }).parentElement?.textContent).toBe("People3");
    expect(screen.getByRole("status").textContent).toBe("Nov 1, 2026 to Nov 23, 2026, days in UTC: 49 credits.");
    expect(await violations(container)).toEqual([]);
  });

  it("says that it is loading, and keeps what it shows until other days have come", async () => {
    const later: { answer?: (reading: UsageOutcome) => void } = {};
    const { user } = showUsagePage({
      answer: ({ from }) => (from === "2026-11-01" ? read(three) : new Promise((resolve) => (later.answer = resolve))),
    });
    expect(screen.getByRole("status").textContent).toBe("Loading…");
    await screen.findByRole("table");

    await user.selectOptions(screen.getByLabelText("Period"), "Last month");

    expect(screen.getByRole("status").textContent).toBe("Loading…");
    expect(lines()).toContain("Grace Hopper");
    later.answer?.(read(usageOf([], { from: "2026-10-01", to: "2026-10-31" })));
    await screen.findByText(/^Nobody has asked yet in these days/u);
    expect(screen.queryByRole("table")).toBeNull();
  });

  it("takes the answer to the last question, also where an earlier one comes later", async () => {
    const answers: ((reading: UsageOutcome) => void)[] = [];
    const { user } = showUsagePage({ answer: () => new Promise((resolve) => void answers.push(resolve)) });
    await user.selectOptions(screen.getByLabelText("Period"), "Last 7 days");
    await waitFor(() => expect(answers).toHaveLength(2));

    answers[1]?.(read(usageOf([usageRow({ person: "Late" })])));
    await screen.findByRole("table");
    await act(async () => {
      answers[0]?.(read(three));
      // Everything that follows from it has happened by the next turn.
      await new Promise((resolve) => setImmediate(resolve));
    });

    expect(lines()).toEqual(["Late", "Total"]);
  });

  it("asks for days of one's own once they are days, and says why not before", async () => {
    const { user, asked } = showUsagePage({ answer: () => read(three) });
    await user.selectOptions(screen.getByLabelText("Period"), "Own dates");
    const first = screen.getByLabelText("First day");

    await user.clear(first);
    expect(screen.getByText("Choose a first and a last day.")).toBeTruthy();
    await user.type(first, "2026-11-20");

    await waitFor(() => expect(asked.at(-1)).toEqual<Period>({ from: "2026-11-20", to: "2026-11-23" }));
    expect(asked).toHaveLength(2);
  });

  it("sorts by every column, by mouse and by keyboard, and says how", async () => {
    const { user } = showUsagePage({ answer: () => read(three) });
    await screen.findByRole("table");
    expect(lines()).toEqual(["Grace Hopper", "bob", "Ada Lovelace", "Total"]);
    expect(head("Credits").getAttribute("aria-sort")).toBe("descending");

    await user.click(screen.getByRole("button", { name: "Person" }));
    expect(lines()).toEqual(["Ada Lovelace", "bob", "Grace Hopper", "Total"]);
    expect([head("Person"), head("Credits")].map((cell) => cell.getAttribute("aria-sort"))).toEqual([
      ...["ascending", "none"],
    ]);

    screen.getByRole("button", { name: "Credits" }).focus();
    await user.keyboard("{Enter}{Enter}");
    expect(lines()).toEqual(["Ada Lovelace", "bob", "Grace Hopper", "Total"]);
    expect(head("Credits").getAttribute("aria-sort")).toBe("ascending");

    for (const name of ["Share", "Workbooks", "Days", "Last day"]) {
      await user.click(screen.getByRole("button", { name }));
      expect(head(name).getAttribute("aria-sort")).toBe("descending");
    }
  });

  it("groups by day, workbook and section, and says why workbooks have no names", async () => {
    const { user } = showUsagePage({ answer: () => read(three) });

    await user.click(await screen.findByRole("radio", { name: "Day" }));
    expect(lines()).toEqual(["Nov 5, 2026", "Nov 3, 2026", "Total"]);
    await user.click(screen.getByRole("radio", { name: "Workbook" }));
    expect(lines()).toEqual(["No workbook named", "Workbook a1b2c3", "Total"]);
    expect(screen.getByText(/salted hash/u)).toBeTruthy();
    await user.click(screen.getByRole("radio", { name: "Section" }));
    expect(lines()).toEqual(["Usual sections (base)", "contact.business_emails", "Total"]);
  });

  it("draws the days split by person or by section, and says the same in words", async () => {
    const { user, charts } = showUsagePage({ answer: () => read(three) });

    const chart = await screen.findByRole("img");
    expect(chart.getAttribute("aria-label")).toContain("In all: Grace Hopper 40, bob 7, Ada Lovelace 2.");
    await user.click(screen.getByRole("radio", { name: "By section" }));

    expect(chart.getAttribute("aria-label")).toContain("In all: Usual sections (base) 42, contact.business_emails 7.");
    expect(charts.at(-1)?.series.map(({ label }) => label)).toEqual([
      "Usual sections (base)",
      "contact.business_emails",
    ]);
  });

  it("hands out the table as it stands, and all rows", async () => {
    const { user, files } = showUsagePage({ answer: () => read(three) });
    await user.click(await screen.findByRole("button", { name: "Person" }));

    await user.click(screen.getByRole("button", { name: "Download this table (CSV)" }));
    await user.click(screen.getByRole("button", { name: "Download all rows (CSV)" }));

    const [table, rows] = files;
    expect(table?.text.split("\r\n").map((line) => line.split(",")[0])).toEqual([
      ...['\ufeff"Person"', '"Ada Lovelace"', '"bob"', '"Grace Hopper"', ""],
    ]);
    expect(rows?.text.split("\r\n")).toHaveLength(5);
  });

  it("shows a hundred lines of many and all on demand, the total of all throughout", async () => {
    const many = usageOf(Array.from({ length: 150 }, (_, index) => usageRow({ workbook: `${index + 100}abcdef` })));
    const { user } = showUsagePage({ answer: () => read(many) });
    await user.click(await screen.findByRole("radio", { name: "Workbook" }));
    expect(lines()).toHaveLength(101);
    expect(within(screen.getByRole("table")).getByText("150")).toBeTruthy();

    await user.click(screen.getByRole("button", { name: "Show all 150" }));

    expect(lines()).toHaveLength(151);
    expect(document.activeElement?.getAttribute("role")).toBe("group");
  });

  it("tells what was possibly billed apart from what was, and what that means", async () => {
    const lost = usageOf([...three.rows, usageRow({ person: "bob", credits: 0, possiblyBilled: 3 })]);
    showUsagePage({ answer: () => read(lost) });

    expect(await screen.findByText("and 3 possibly billed")).toBeTruthy();
    expect(head("Possibly billed")).toBeTruthy();
    expect(screen.getByText(/replies that were lost on the way/u)).toBeTruthy();
    expect(screen.getByRole("status").textContent).toContain("49 credits");
  });

  it("says where the gateway's own total is another", async () => {
    showUsagePage({ answer: () => read({ ...three, total: 50 }) });

    expect((await screen.findByRole("alert")).textContent).toContain("own total is 50, but its rows come to 49");
  });

  it("says where the people are invented and no credit is real", async () => {
    showUsagePage({ answer: () => read(three), isInvented: true });

    expect(await screen.findByText(/^Sandbox: the people are invented/u)).toBeTruthy();
  });

  it("says what failed and tries again", async () => {
    let isDown = true;
    const { user, container } = showUsagePage({
      answer: () => (isDown ? { outcome: "failed", sentence: "The gateway cannot answer now." } : read(three)),
    });
    expect((await screen.findByRole("alert")).textContent).toContain("The gateway cannot answer now.");
    expect(await violations(container)).toEqual([]);

    isDown = false;
    await user.click(screen.getByRole("button", { name: "Try again" }));

    expect(await screen.findByRole("table")).toBeTruthy();
  });
});

describe("signing in", () => {
  const gateway = (_period: Period, authorization: string | undefined): UsageOutcome => {
    if (authorization === undefined) return signedOut;
    if (authorization === "Bearer enrich_colleague") return { outcome: "forbidden" };
    return authorization === "Bearer enrich_admin" ? read(three) : signedOut;
  };

  it("takes a pasted token, shows the numbers, and forgets both on signing out", async () => {
    const { user, container } = showUsagePage({ answer: gateway });
    const box = await screen.findByLabelText("Administrator’s token");
    await waitFor(() => expect(document.activeElement === box).toBe(true));
    expect(screen.queryByLabelText("Period")).toBeNull();
    expect(await violations(container)).toEqual([]);

    await user.paste("  enrich_admin\n");
    await user.keyboard("{Enter}");
    await screen.findByRole("table");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Who spent what"));
    await user.click(await screen.findByRole("button", { name: "Sign out" }));

    await screen.findByLabelText("Administrator’s token");
    expect(document.body.textContent).not.toContain("Ada Lovelace");
    expect(screen.queryByRole("button", { name: "Sign out" })).toBeNull();
  });

  it("says that a token is not known, beside the box", async () => {
    const { user } = showUsagePage({ answer: gateway });
    await user.type(await screen.findByLabelText("Administrator’s token"), "enrich_wrong{Enter}");

    expect(await screen.findByText("The gateway does not know this token.")).toBeTruthy();
  });

  it.each([
    ["{Enter}", "Paste a token first."],
    ["two words{Enter}", "This cannot be a token: a token is one word of letters, digits, - and _."],
  ])("sends nothing that is no token: %j", async (typed, sentence) => {
    const { user, asked } = showUsagePage({ answer: gateway });
    await user.type(await screen.findByLabelText("Administrator’s token"), typed);

    expect(await screen.findByText(sentence)).toBeTruthy();
    expect(asked).toHaveLength(1);
  });

  it("tells a colleague who is no administrator only that, and lets somebody else in", async () => {
    const { user, container } = showUsagePage({ answer: gateway });
    await user.type(await screen.findByLabelText("Administrator’s token"), "enrich_colleague{Enter}");

    expect((await screen.findByRole("alert")).textContent).toContain("This account may not see who spent what.");
    expect(await violations(container)).toEqual([]);
    await user.click(await screen.findByRole("button", { name: "Sign in as somebody else" }));
    await user.type(await screen.findByLabelText("Administrator’s token"), "enrich_admin{Enter}");

    expect(await screen.findByRole("table")).toBeTruthy();
  });

  it("asks for an account where the gateway knows accounts, and says what went wrong", async () => {
    let attempts = 0;
    let account: string | undefined;
    const signIn: SignIn = {
      kind: "account",
      problem: undefined,
      authorization: () => Promise.resolve(account),
      signIn() {
        attempts += 1;
        if (attempts === 1) return Promise.reject(new Error("The window was closed before anybody signed in."));
        account = "Bearer enrich_admin";
        return Promise.resolve();
      },
      signOut: () => Promise.resolve(),
    };
    const { user } = showUsagePage({ answer: gateway, signIn });

    await user.click(await screen.findByRole("button", { name: "Sign in" }));
    expect((await screen.findByRole("alert")).textContent).toContain("The window was closed before anybody signed in.");
    await user.click(screen.getByRole("button", { name: "Sign in" }));

    expect(await screen.findByRole("table")).toBeTruthy();
  });
});
