import * as z from "zod/mini";
import type { SignInWanted } from "../core/sign-in";
import { exchange, type ServiceAddress } from "./exchange";
import { looseText } from "./loose";

const wireSignIn = z.object({ kind: z.string(), clientId: looseText, authority: looseText, scope: looseText });

/** Reads `GET {base}/sign-in` of our own gateway: which sign-in it wants; `undefined` where it does not say. */
export function createSignInQuestion(address: ServiceAddress): () => Promise<SignInWanted | undefined> {
  return async () => {
    const result = await exchange(address, "/sign-in", { method: "GET" });
    if ("failure" in result || result.reply.status !== 200) return undefined;
    return readSignIn(result.reply.body);
  };
}

function readSignIn(body: string): SignInWanted | undefined {
  const { success, data } = wireSignIn.safeParse(parseJson(body));
  if (!success) return undefined;
  const { kind, clientId, authority, scope } = data;
  if (kind === "none" || kind === "token") return { kind };
  const isWhole = clientId !== undefined && scope !== undefined && authority !== undefined && isHttps(authority);
  return kind === "entra" && isWhole ? { kind, clientId, authority, scope } : undefined;
}

function isHttps(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === "https:";
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
