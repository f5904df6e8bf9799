/** @jest-environment @happy-dom/jest-environment */
import { render, screen } from "@testing-library/react";
import { FluentProvider, webLightTheme } from "@fluentui/react-components";
import userEvent from "@testing-library/user-event";
import type { PersonForgotten } from "../../src/core/forget-person";
import type { Identifier } from "../../src/core/identifier";
import { ForgetPerson } from "../../src/taskpane/regions/ForgetPerson";

async function showForm(answer: () => Promise<PersonForgotten>) {
  const asked: string[] = [];
  const forget = ({ key }: Identifier) => {
    asked.push(key);
    return answer();
  };
  const user = userEvent.setup({ delay: null });
  render(
    <FluentProvider theme={webLightTheme}>
      <ForgetPerson forget={forget} />
    </FluentProvider>,
  );
  await user.click(screen.getByRole("button", { name: "Forget a person" }));
  const box = await screen.findByRole<HTMLInputElement>("textbox", { name: "Profile URL or e-mail" });
  const press = () => user.click(screen.getByRole("button", { name: "Forget this person" }));
  return { user, box, press, asked };
}

const everywhere: PersonForgotten = { device: 2, server: { outcome: "forgotten", answers: 1 } };
const stays =
  "Cells of workbooks stay as they are, and so does what runs noted for undoing. A formula that still names this person may ask, and pay, again.";

describe("forgetting a person in the pane", () => {
  it("says before what it will do for whom, and after what was deleted where and what stays", async () => {
    const { user, box, press, asked } = await showForm(() => Promise.resolve(everywhere));
    expect(screen.getByText(/for administrators on the server, for the whole team/)).toBeTruthy();

    await user.type(box, "Ada@Loom.example");
    await press();

    expect(asked).toEqual(["email:ada@loom.example"]);
    expect((await screen.findByRole("status")).textContent).toBe(
      `Deleted on this device: 2 answers. Deleted on the server: 1 answer. ${stays}`,
    );
    // Whom it was stands nowhere any more.
    expect(box.value).toBe("");
  });

  it.each([
    [
      { device: 0, server: { outcome: "not_allowed" } },
      "Nothing was kept of this person on this device. The server keeps its own for your team: only an administrator can delete it there.",
    ],
    [
      { device: 1, server: { outcome: "forgotten", answers: 0 } },
      "Deleted on this device: 1 answer. The server kept nothing of this person.",
    ],
    [
      { device: undefined, server: { outcome: "unavailable" } },
      "This device could not delete its answers now: try again. The server could not be asked: try again.",
    ],
  ] as const)("tells apart what was done and what was not: %j", async (forgotten, text) => {
    const { user, box, press } = await showForm(() => Promise.resolve(forgotten));

    await user.type(box, "ada@loom.example");
    await press();

    expect((await screen.findByRole("status")).textContent).toBe(`${text} ${stays}`);
    const isWhole = forgotten.server.outcome !== "unavailable";
    expect(box.value).toBe(isWhole ? "" : "ada@loom.example");
  });

  it("asks nobody where no person is named, and says why", async () => {
    const { user, box, press, asked } = await showForm(() => Promise.resolve(everywhere));

    await press();
    expect(screen.getByText("Type a profile URL or business e-mail.")).toBeTruthy();
    await user.type(box, "Ada Lovelace");
    await press();

    expect(screen.getByText("“Ada Lovelace” is not a profile URL or business e-mail.", { exact: false })).toBeTruthy();
    expect(asked).toEqual([]);
  });

  it("says where it could not be loaded", async () => {
    const { user, box, press } = await showForm(() => Promise.reject(new Error("no chunk")));

    await user.type(box, "ada@loom.example");
    await press();

    expect((await screen.findByRole("status")).textContent).toContain("Nothing was deleted");
  });
});
