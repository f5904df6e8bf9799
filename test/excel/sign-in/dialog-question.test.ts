import type { AuthenticationResult, IPublicClientApplication } from "@azure/msal-browser";
import { createDialogQuestion } from "../../../src/excel/sign-in/dialog-question";
import type { DialogEnd, OfficeDialog } from "../../../src/excel/sign-in/office-dialog";
import { writeSignInMessage } from "../../../src/excel/sign-in/sign-in-message";

const origin = "https://enrich.example";
const ada = { account: { name: "Ada Lovelace" } } as AuthenticationResult;

/** MSAL as far as a redirect goes, which it allows one at a time; windows that end as the test says. */
function asking({ isUnderWay = false, refuses = false } = {}) {
  const opened: { address: string; end: (how: DialogEnd) => void; isClosed: boolean }[] = [];
  const hashes: (string | undefined)[] = [];
  const question = createDialogQuestion({
    origin,
    openDialog(address): OfficeDialog {
      if (refuses) throw new Error("Office is not there.");
      let end: (how: DialogEnd) => void = () => undefined;
      const ended = new Promise<DialogEnd>((resolve) => (end = resolve));
      const entry = { address, end, isClosed: false };
      opened.push(entry);
      return {
        ended,
        close() {
          entry.isClosed = true;
          end({ outcome: "closed" });
        },
      };
    },
  });
  const application: Pick<IPublicClientApplication, "acquireTokenRedirect" | "handleRedirectPromise"> = {
    acquireTokenRedirect() {
      if (isUnderWay) return Promise.reject(new Error("interaction_in_progress"));
      isUnderWay = true;
      expect(question.takeAddress("https://login.example/authorize?state=s")).toBe(false);
      return Promise.resolve();
    },
    handleRedirectPromise({ hash } = {}) {
      isUnderWay = false;
      hashes.push(hash);
      return Promise.resolve(hash === "#code=good" ? ada : null);
    },
  };
  return { ask: () => question.ask(application, ["scope"]), opened, hashes };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("the directory's answer goes to MSAL, which makes tokens of it here", async () => {
  const { ask, opened, hashes } = asking();
  const result = ask();
  await turn();
  expect(opened[0]?.address).toBe(`${origin}/sign-in.html#go=https%3A%2F%2Flogin.example%2Fauthorize%3Fstate%3Ds`);

  opened[0]?.end({ outcome: "message", message: writeSignInMessage("#code=good") });

  expect(await result).toBe(ada);
  expect(hashes.at(-1)).toBe("#code=good");
});

test.each([
  ["closed", "closed"],
  ["blocked", "popup_blocked"],
  ["failed", "failed"],
] as const)("a window that was %s says so, and MSAL waits for nothing more", async (outcome, problem) => {
  const { ask, opened, hashes } = asking();
  for (let time = 1; time <= 2; time += 1) {
    const result = ask();
    await turn();
    opened.at(-1)?.end({ outcome });
    expect(await result).toBe(problem);
  }
  expect(new Set(hashes).size).toBe(hashes.length);
});

test("a message of somebody else's is no answer", async () => {
  const { ask, opened, hashes } = asking();
  const result = ask();
  await turn();

  opened[0]?.end({ outcome: "message", message: "#code=good" });

  expect(await result).toBe("failed");
  expect(hashes).not.toContain("#code=good");
});

test("starting again closes the window that is open", async () => {
  const { ask, opened } = asking();
  const first = ask();
  await turn();

  const second = ask();
  expect(await first).toBe("closed");
  await turn();
  opened[1]?.end({ outcome: "message", message: writeSignInMessage("#code=good") });

  expect(opened.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  expect(await second).toBe(ada);
});

test("a sign-in that an earlier page left behind keeps nobody from signing in", async () => {
  const { ask, opened } = asking({ isUnderWay: true });
  const result = ask();
  await turn();

  opened[0]?.end({ outcome: "message", message: writeSignInMessage("#code=good") });

  expect(await result).toBe(ada);
});

test("an Office that opens no window at all leaves nothing waiting", async () => {
  const { ask } = asking({ refuses: true });

  expect([await ask(), await ask()]).toEqual(["failed", "failed"]);
});
