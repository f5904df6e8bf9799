import { AuthError, type AccountInfo, type AuthenticationResult } from "@azure/msal-browser";
import type { SignIn, SignInProblem, SignInResult } from "../../../src/core/sign-in";
import { createMsalSignIn, type MsalApplication } from "../../../src/excel/sign-in/msal-sign-in";
import { createNestedFirst } from "../../../src/excel/sign-in/nested-first";

const ada = { name: "Ada Lovelace", username: "ada@contoso.example" } as AccountInfo;

/** MSAL with a cache of accounts; silent tokens are numbered, and new where one is forced. */
function signInBy({
  accounts = [] as AccountInfo[],
  hostKnows = false,
  asked = (): Promise<AuthenticationResult | SignInProblem> =>
    Promise.resolve({ account: ada } as AuthenticationResult),
} = {}) {
  let active: AccountInfo | null = null;
  let number = 1;
  let isAway = false;
  const cache = [...accounts];
  const application: MsalApplication = {
    acquireTokenSilent({ forceRefresh = false, account }) {
      if (isAway || (account === undefined && !hostKnows))
        return Promise.reject(new AuthError("interaction_required", ""));
      if (forceRefresh) number += 1;
      return Promise.resolve({ accessToken: `token-${number}`, account: account ?? ada } as AuthenticationResult);
    },
    getActiveAccount: () => active,
    getAllAccounts: () => cache,
    setActiveAccount: (account) => void (active = account),
    clearCache() {
      cache.length = 0;
      return Promise.resolve();
    },
  };
  const signIn = createMsalSignIn({ application, scope: "api://x/Enrich.Use", askPerson: asked, hostKnows });
  return { signIn, goesAway: () => (isAway = true) };
}

describe("a sign-in by MSAL", () => {
  it("has no token until the person has signed in, and then tokens and a name", async () => {
    const { signIn } = signInBy();
    expect([await signIn.token(), signIn.who()]).toEqual([undefined, undefined]);

    expect(await signIn.signIn()).toEqual({ outcome: "signed_in" });

    expect([await signIn.token(), signIn.who()]).toEqual(["token-1", "Ada Lovelace"]);
  });

  it("takes who signed in before the pane was loaded again, and whom the host knows", async () => {
    expect(await signInBy({ accounts: [ada] }).signIn.token()).toBe("token-1");

    const { signIn } = signInBy({ hostKnows: true });
    expect([await signIn.token(), signIn.who()]).toEqual(["token-1", "Ada Lovelace"]);
  });

  it("renews a refused token", async () => {
    const { signIn } = signInBy({ accounts: [ada] });
    await signIn.token();

    expect(await signIn.token({ isRefused: true })).toBe("token-2");
  });

  it("has no token where none can be renewed silently, and still knows whose sign-in has ended", async () => {
    const { signIn, goesAway } = signInBy({ accounts: [ada] });
    goesAway();

    expect([await signIn.token(), signIn.who()]).toEqual([undefined, "Ada Lovelace"]);
  });

  it("forgets who signed out, also where the host knows them", async () => {
    const { signIn } = signInBy({ hostKnows: true });
    await signIn.token();

    await signIn.signOut();

    expect([await signIn.token(), signIn.who()]).toEqual([undefined, undefined]);
    await signIn.signIn();
    expect(await signIn.token()).toBe("token-1");
  });

  it.each<[string, AuthError, SignInResult]>([
    [
      "another directory",
      new AuthError("invalid_request", "", "AADSTS50020: User account ada@other.example does not exist"),
      { outcome: "not_signed_in", problem: "wrong_directory", code: "AADSTS50020" },
    ],
    [
      "no assignment",
      new AuthError("access_denied", "", "AADSTS50105: not assigned"),
      { outcome: "not_signed_in", problem: "not_assigned", code: "AADSTS50105" },
    ],
    [
      "no consent",
      new AuthError("access_denied", "", "AADSTS65004: declined"),
      { outcome: "not_signed_in", problem: "no_consent", code: "AADSTS65004" },
    ],
    ["a closed window", new AuthError("user_cancelled", ""), { outcome: "not_signed_in", problem: "closed" }],
    ["no network", new AuthError("no_network_connectivity", ""), { outcome: "not_signed_in", problem: "unreachable" }],
    [
      "anything else",
      new AuthError("strange", "", "AADSTS900144 people@contoso.example"),
      { outcome: "not_signed_in", problem: "failed", code: "AADSTS900144" },
    ],
  ])("says what is the matter, and of the message no more than its code: %s", async (_name, error, result) => {
    const { signIn } = signInBy({ asked: () => Promise.reject(error) });

    expect(await signIn.signIn()).toEqual(result);
  });
});

describe("Office's own account", () => {
  function nested(result: SignInResult) {
    const calls: string[] = [];
    const one = (name: string, ends: SignInResult): SignIn => ({
      token: () => Promise.resolve(name),
      signIn() {
        calls.push(name);
        return Promise.resolve(ends);
      },
      signOut: () => Promise.resolve(),
      who: () => name,
    });
    const both = createNestedFirst(one("nested", result), () =>
      Promise.resolve(one("window", { outcome: "signed_in" })),
    );
    return { both, calls };
  }

  it("is taken where it works", async () => {
    const { both, calls } = nested({ outcome: "signed_in" });

    expect(await both.signIn()).toEqual({ outcome: "signed_in" });
    expect([calls, both.who()]).toEqual([["nested"], "nested"]);
  });

  it("gives way to a window where it does not, and stays out of it from then on", async () => {
    const { both, calls } = nested({ outcome: "not_signed_in", problem: "wrong_directory" });

    expect(await both.signIn()).toEqual({ outcome: "signed_in" });
    await both.signIn();

    expect(calls).toEqual(["nested", "window", "window"]);
    expect(await both.token()).toBe("window");
  });

  it("opens no window behind the back of somebody who has closed theirs", async () => {
    const { both, calls } = nested({ outcome: "not_signed_in", problem: "closed" });

    expect(await both.signIn()).toMatchObject({ problem: "closed" });
    expect(calls).toEqual(["nested"]);
  });
});
