/** @jest-environment @happy-dom/jest-environment */
import { screen } from "@testing-library/react";
import type { SignInProblem } from "../../src/core/sign-in";
import { signInProblem } from "../../src/taskpane/sign-in-words";
import { accountOf } from "../support/fake-connection";
import { entraWanted } from "../support/fake-sign-in";
import { region, showPane } from "../support/pane";

const ada = { id: "entra:ada-oid", name: "Ada Lovelace" };
const connection = () => region("Connection");
const button = (name: string) => connection().getByRole("button", { name });

const signedOut = () => showPane({ connection: { status: "signed_out" }, signIn: entraWanted });

test("asks for a sign-in before anything else, and says that nothing is spent until then", async () => {
  await signedOut();

  expect(connection().getByRole("status").textContent).toContain("Until then nothing is asked and nothing is spent.");
  expect(screen.getAllByRole("region")[0]?.textContent).toContain("Connection");
  expect(screen.getByText("Sign in under Connection first.")).toBeTruthy();
});

test("opens the window from the click and shows who is signed in", async () => {
  const pane = await signedOut();

  await pane.user.click(button("Sign in"));
  expect(connection().getByRole("status").textContent).toBe("Finish signing in in the window that has opened.");
  await pane.change(() => {
    pane.connection.state.set({ status: "ready", kind: "team", account: { ...accountOf("team"), caller: ada } });
    pane.signIn.ends({ outcome: "signed_in" });
  });

  expect(connection().getByText("Signed in as Ada Lovelace.")).toBeTruthy();
  expect(pane.signIn.asked.signIns).toBe(1);
});

test.each<[SignInProblem, string]>([
  ["closed", "The sign-in window was closed before it was done."],
  ["popup_blocked", "The sign-in window was blocked. Allow pop-ups for this page, then sign in again."],
  ["wrong_directory", "That account does not belong to your team. Sign in with your work account."],
  ["not_assigned", "That account has not been given access to Enrich. Ask your administrator, or use another account."],
  ["no_consent", "Enrich was not allowed to sign you in. Accept when you are asked, or ask your administrator to."],
  ["unreachable", "The sign-in page cannot be reached. Check the network, then sign in again."],
  ["failed", "Signing in did not work. Try again."],
])("says in one sentence that it was %s, and offers the button again", async (problem, words) => {
  const pane = await signedOut();
  await pane.user.click(button("Sign in"));

  await pane.change(() => pane.signIn.ends({ outcome: "not_signed_in", problem }));

  expect(connection().getByRole("alert").textContent).toBe(words);
  expect(button("Sign in")).toBeTruthy();
});

test("the directory's own code is there for whoever runs it", () => {
  expect(signInProblem({ outcome: "not_signed_in", problem: "failed", code: "AADSTS700016" })).toBe(
    "Signing in did not work. Try again. (AADSTS700016)",
  );
});

test("a window that was lost can be opened again", async () => {
  const pane = await signedOut();

  await pane.user.click(button("Sign in"));
  await pane.user.click(button("Start again"));

  expect(pane.signIn.asked.signIns).toBe(2);
});

test("whose sign-in has ended is called by name", async () => {
  const pane = await signedOut();

  await pane.change(() => pane.signIn.who.set("Ada Lovelace"));

  expect(connection().getByRole("status").textContent).toBe(
    "Ada Lovelace, your sign-in has ended. Sign in again to go on.",
  );
});

test("an account that may not use Enrich is told so, and can give way to another", async () => {
  const pane = await showPane({ connection: { status: "not_allowed" }, signIn: entraWanted });
  await pane.change(() => pane.signIn.who.set("Guest"));

  expect(connection().getByRole("status").textContent).toBe(
    "Guest is signed in, but that account may not use Enrich. Ask your administrator for access, or use another account.",
  );
  await pane.user.click(button("Try again"));
  expect(pane.connection.reloads()).toBe(1);
  await pane.user.click(button("Use another account"));
  expect(pane.signIn.asked.signIns).toBe(1);
});

test("signing out is one button", async () => {
  const account = { ...accountOf("team"), caller: ada };
  const pane = await showPane({ connection: { status: "ready", kind: "team", account }, signIn: entraWanted });

  await pane.user.click(button("Sign out"));

  expect(pane.signIn.asked.signOuts).toBe(1);
});

test("a gateway of typed tokens asks for one, by that name", async () => {
  await showPane({ connection: { status: "signed_out" }, signIn: { kind: "token" } });

  expect(connection().getByRole("textbox", { name: "Your team’s token" })).toBeTruthy();
  expect(button("Test token")).toBeTruthy();
  expect(connection().queryByRole("button", { name: "Sign in" })).toBeNull();
});

test("whoever came by a token is named, and can forget it", async () => {
  const account = { ...accountOf("team"), caller: { id: "token:1a2b3c4d", name: "Ada Lovelace" } };
  const pane = await showPane({ connection: { status: "ready", kind: "team", account } });

  expect(connection().getByText("Signed in as Ada Lovelace.")).toBeTruthy();
  await pane.user.click(button("Forget token and data"));
  expect(connection().getByText(/Your team’s server keeps its own/)).toBeTruthy();
});

test("nobody's name is shown where nobody's is asked", async () => {
  const account = { ...accountOf("team"), caller: { id: "local", name: "this device" } };
  await showPane({ connection: { status: "ready", kind: "team", account } });

  expect(connection().queryByText(/Signed in/)).toBeNull();
});
