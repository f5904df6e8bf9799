import type { SignInWanted } from "../../../src/core/sign-in";
import { readSignInMessage, signInAddress } from "../../../src/excel/sign-in/sign-in-message";
import { runSignInPage } from "../../../src/excel/sign-in/sign-in-page";
import { entraWanted } from "../../support/fake-sign-in";

const directory =
  "https://login.example/11111111-2222-3333-4444-555555555555/oauth2/v2.0/authorize?client_id=x&nonce=y";

async function opened(hash: string, wanted: SignInWanted = entraWanted) {
  const went: string[] = [];
  const told: string[] = [];
  const said: string[] = [];
  await runSignInPage({
    hash,
    readWanted: () => Promise.resolve(wanted),
    go: (address) => void went.push(address),
    tellPane(message) {
      told.push(message);
      return Promise.resolve();
    },
    say: (sentence) => void said.push(sentence),
  });
  return { went, told, said };
}

const hashFor = (address: string): string => new URL(signInAddress("https://enrich.example", address)).hash;

test("the window goes where the pane's library says", async () => {
  expect(await opened(hashFor(directory))).toEqual({ went: [directory], told: [], said: [] });
});

test.each([
  "https://evil.example/authorize",
  "https://login.example.evil.example/authorize",
  "https://ada@login.example/authorize",
  "http://login.example/authorize",
  "javascript:alert(1)",
  "//evil.example",
])("it goes to nobody but the directory: %s", async (address) => {
  const { went, said } = await opened(hashFor(address));

  expect(went).toEqual([]);
  expect(said).toHaveLength(1);
});

test("it goes nowhere where the gateway wants no such sign-in", async () => {
  const { went, said } = await opened(hashFor(directory), { kind: "none" });

  expect(went).toEqual([]);
  expect(said).toEqual(["Signing in did not work. Close this window and press Sign in again."]);
});

test.each(["#code=one-time&state=s", "#error=access_denied&error_description=AADSTS65004&state=s"])(
  "on the way back the pane is told the directory's answer as it came: %s",
  async (hash) => {
    const { told, went } = await opened(hash);

    expect(told.map(readSignInMessage)).toEqual([hash]);
    expect(went).toEqual([]);
  },
);

test("opened by hand it says what it is for", async () => {
  expect((await opened("")).said).toEqual(["This page is opened by Sign in, in the Enrich pane. You may close it."]);
});

test("the pane takes nothing else for the directory's answer", () => {
  expect(readSignInMessage("#code=x")).toBeUndefined();
  expect(readSignInMessage('{"type":"other"}')).toBeUndefined();
});
