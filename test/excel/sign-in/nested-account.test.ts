/** @jest-environment @happy-dom/jest-environment */
import { openSignIn } from "../../../src/excel/sign-in/open-sign-in";
import { entraWanted } from "../../support/fake-sign-in";

interface BridgeRequest {
  readonly method: string;
  readonly requestId: string;
  readonly tokenParams?: { readonly scope: string; readonly clientId: string };
}

const tenantId = "11111111-2222-3333-4444-555555555555";
const oid = "22222222-1111-4333-8444-555555555555";
const claims = {
  oid,
  tid: tenantId,
  sub: oid,
  name: "Ada Lovelace",
  preferred_username: "ada@contoso.example",
  ver: "2.0",
};
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const idToken = `${part({ alg: "RS256" })}.${part({ ...claims, exp: 4_000_000_000 })}.signature`;

/** The Office application's side of nested app authentication, which the real MSAL speaks to. */
function installBridge() {
  const asked: BridgeRequest[] = [];
  const office = { knows: true, number: 0 };
  let listener: (message: { readonly data: string }) => void = () => undefined;

  function answer({ method, requestId, tokenParams }: BridgeRequest): object {
    const reply = { messageType: "NestedAppAuthResponse", requestId };
    if (method === "GetInitContext") {
      return { ...reply, success: true, initContext: { sdkName: "office", sdkVersion: "1", capabilities: {} } };
    }
    if (!office.knows && method === "GetToken") {
      return { ...reply, success: false, error: { status: "USER_INTERACTION_REQUIRED", code: "", description: "" } };
    }
    if (!office.knows) return { ...reply, success: false, error: { status: "USER_CANCEL", code: "", description: "" } };
    const access_token = `token-${++office.number}`;
    const token = { access_token, id_token: idToken, expires_in: 3600, scope: tokenParams?.scope };
    const account = {
      ...{ homeAccountId: `${oid}.${tenantId}`, environment: "login.example", tenantId, localAccountId: oid },
      ...{ username: "ada@contoso.example", name: "Ada Lovelace" },
    };
    return { ...reply, success: true, token, account };
  }

  Object.assign(window, {
    nestedAppAuthBridge: {
      addEventListener: (_event: string, heard: typeof listener) => (listener = heard),
      postMessage(message: string) {
        const request = JSON.parse(message) as BridgeRequest;
        asked.push(request);
        queueMicrotask(() => listener({ data: JSON.stringify(answer(request)) }));
      },
    },
  });
  Object.assign(globalThis, {
    Office: { context: { requirements: { isSetSupported: (set: string) => set === "NestedAppAuth" } } },
  });
  return { asked, office };
}

if (entraWanted.kind !== "entra") throw new Error("The tests are about Microsoft accounts.");
const wanted = entraWanted;

describe("in an Office that has nested app authentication", () => {
  it("whoever is signed in to Office is signed in here, without a word", async () => {
    const { asked } = installBridge();

    const signIn = await openSignIn(wanted);

    expect(await signIn.token()).toBe("token-1");
    expect(signIn.who()).toBe("Ada Lovelace");
    expect(asked.map(({ method }) => method)).toEqual(["GetInitContext", "GetToken"]);
    expect(asked[1]?.tokenParams).toMatchObject({ clientId: wanted.clientId, scope: wanted.scope });
  });

  it("a refused token is renewed by Office", async () => {
    installBridge();
    const signIn = await openSignIn(wanted);
    const first = await signIn.token();

    const second = await signIn.token({ isRefused: true });

    expect(second).toMatch(/^token-\d$/);
    expect(second).not.toBe(first);
  });

  it("Office asks the person where it has to, and a person who says no is told so", async () => {
    const { office, asked } = installBridge();
    office.knows = false;
    sessionStorage.clear();
    const signIn = await openSignIn(wanted);
    expect(await signIn.token()).toBeUndefined();

    expect(await signIn.signIn()).toEqual({ outcome: "not_signed_in", problem: "closed" });
    office.knows = true;
    expect(await signIn.signIn()).toEqual({ outcome: "signed_in" });

    expect(await signIn.token()).toMatch(/^token-/);
    expect(asked.map(({ method }) => method)).toContain("GetTokenPopup");
  });
});
