import type { Account } from "../core/connection";
import type { EnrichService, KeptQuestion } from "../core/service";
import { createGatewayAccount, type AccountReply } from "../crustdata/account";
import { createCrustdataClient } from "../crustdata/client";
import type { ServiceAddress } from "../crustdata/exchange";
import { createSignInQuestion } from "../crustdata/gateway-sign-in";
import { createKeptQuestion } from "../crustdata/kept-question";
import { createPageSignIn, type PageSignIn, type PageSignInParts } from "./sign-in/page-sign-in";

/** All that this page asks of its own gateway. */
export interface GatewayClient extends EnrichService {
  readonly kept: KeptQuestion;
  readonly account: () => Promise<AccountReply<Account>>;
}

export { createSignedFetch } from "./sign-in/signed-fetch";

/** The gateway answers or says 429 within this time; some hosts end a request after 60 s. */
const requestTimeoutMs = 55_000;
/** Longer than this no cell waits to learn whose answers it may be shown, or that it waits for a yes. */
const questionTimeoutMs = 5_000;

/** The gateway under one key. Loaded beside the functions, which have to be there first. */
export function createGatewayClient(address: Omit<ServiceAddress, "timeoutMs">): GatewayClient {
  const quick = { ...address, timeoutMs: questionTimeoutMs };
  return {
    ...createCrustdataClient({ ...address, timeoutMs: requestTimeoutMs, sendPriority: true }),
    kept: createKeptQuestion(quick),
    account: createGatewayAccount(quick),
  };
}

/** The sign-in of a page whose gateway is at `address`; loaded with the client, because every request passes by it. */
export function createGatewaySignIn(
  address: Omit<ServiceAddress, "timeoutMs">,
  open: PageSignInParts["open"],
): PageSignIn {
  const readWanted = createSignInQuestion({ ...address, timeoutMs: questionTimeoutMs });
  return createPageSignIn({ readWanted, open });
}
