import type { SignIn, SignInWanted } from "../../../src/core/sign-in";
import { createPageSignIn } from "../../../src/excel/sign-in/page-sign-in";
import { entraWanted } from "../../support/fake-sign-in";

/** A gateway that wants `answers` in turn, and a sign-in in whose window Ada signs in. */
function page(answers: (SignInWanted | undefined)[], { hasToken = false, isBroken = false } = {}) {
  const asked = { wanted: 0, opened: 0 };
  let isIn = hasToken;
  const signIn: SignIn = {
    token: () => Promise.resolve(isIn ? "token" : undefined),
    signIn() {
      isIn = true;
      return Promise.resolve({ outcome: "signed_in" });
    },
    signOut() {
      isIn = false;
      return Promise.resolve();
    },
    who: () => (isIn ? "Ada Lovelace" : undefined),
  };
  const breaks = { now: isBroken };
  const port = createPageSignIn({
    readWanted: () => Promise.resolve(answers[Math.min(asked.wanted++, answers.length - 1)]),
    open() {
      asked.opened += 1;
      return breaks.now
        ? Promise.reject(new Error("A part of the add-in could not be loaded."))
        : Promise.resolve(signIn);
    },
  });
  return { port, asked, breaks };
}

describe("the sign-in of a page", () => {
  it("asks and loads nothing until the gateway has turned somebody away", async () => {
    const { port, asked } = page([entraWanted]);

    expect(await port.token()).toBeUndefined();
    expect(asked).toEqual({ wanted: 0, opened: 0 });
  });

  it("finds who is signed in already", async () => {
    const { port, asked } = page([entraWanted], { hasToken: true });

    expect(await port.prepare()).toBe(true);
    expect(port.who.get()).toBe("Ada Lovelace");
    expect(await port.token()).toBe("token");
    await port.prepare();
    expect(asked).toEqual({ wanted: 1, opened: 1 });
  });

  it("leaves it to the person where nobody is, and forgets them when they sign out", async () => {
    const { port } = page([entraWanted]);
    expect(await port.prepare()).toBe(false);

    expect(await port.signIn()).toEqual({ outcome: "signed_in" });
    expect([port.who.get(), await port.token()]).toEqual(["Ada Lovelace", "token"]);

    await port.signOut();
    expect([port.who.get(), await port.token()]).toEqual([undefined, undefined]);
  });

  it.each([{ kind: "token" }, { kind: "none" }] as const)(
    "loads nothing for a gateway that wants %j",
    async (wanted) => {
      const { port, asked } = page([wanted]);

      expect(await port.prepare()).toBe(false);
      expect(port.wanted.get()).toEqual(wanted);
      expect(asked.opened).toBe(0);
    },
  );

  it("tries again after the gateway, or a part of the add-in, was away", async () => {
    const { port, breaks } = page([undefined, entraWanted], { hasToken: true, isBroken: true });
    expect(await port.prepare()).toBe(false);
    expect(await port.signIn()).toEqual({ outcome: "not_signed_in", problem: "unreachable" });

    breaks.now = false;

    expect(await port.signIn()).toEqual({ outcome: "signed_in" });
  });

  it("opens once for all who ask at the same time", async () => {
    const { port, asked } = page([entraWanted], { hasToken: true });

    await Promise.all([port.prepare(), port.prepare(), port.signIn()]);

    expect(asked).toEqual({ wanted: 1, opened: 1 });
  });
});
