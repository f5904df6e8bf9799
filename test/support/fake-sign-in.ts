import { createWritable } from "../../src/core/readable";
import type { SignInResult, SignInWanted } from "../../src/core/sign-in";
import type { Forgetting } from "../../src/core/connection";
import type { PaneSignIn } from "../../src/taskpane/parts";

export const entraWanted: SignInWanted = {
  kind: "entra",
  clientId: "99999999-8888-7777-6666-555555555555",
  authority: "https://login.example/11111111-2222-3333-4444-555555555555",
  scope: "api://99999999-8888-7777-6666-555555555555/Enrich.Use",
};

/** A pane's sign-in whose window ends as `endsAs`, or else when the test says so. */
export function createFakeSignIn(wants?: SignInWanted, endsAs?: SignInResult) {
  const wanted = createWritable<SignInWanted | undefined>(wants);
  const who = createWritable<string | undefined>(undefined);
  let end: (result: SignInResult) => void = () => undefined;
  const asked = { signIns: 0, signOuts: 0 };
  const port: PaneSignIn = {
    wanted,
    who,
    signIn() {
      asked.signIns += 1;
      return endsAs === undefined ? new Promise((resolve) => (end = resolve)) : Promise.resolve(endsAs);
    },
    signOut(): Promise<Forgetting> {
      asked.signOuts += 1;
      return Promise.resolve("forgotten");
    },
  };
  return { port, wanted, who, asked, ends: (result: SignInResult) => end(result) };
}
