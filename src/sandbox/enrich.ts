import type { SandboxAccount } from "./account";
import { jsonAnswer, textAnswer, type AnswerContext, type Delivery, type SandboxAnswer } from "./answer";
import { priceOf } from "./billing";
import { bendData, bendFindings, bendSentRows } from "./fault-rows";
import { refuseByFault, refuseForm } from "./fault-refusals";
import type { Faults } from "./faults";
import { readFields } from "./field-rules";
import { checkKey, checkRate, checkVersion, type Credentials } from "./gate";
import { invalidRequest, outOfCredits, refusal } from "./envelopes";
import { type AcceptedRequest, readRequest } from "./request-rules";
import { findRows, type FoundRow, freshenRows, narrowRows, toSentRow } from "./rows";
import type { SandboxState } from "./state";

/** A request to `/person/enrich` as it came in. */
export interface EnrichRequest extends Credentials {
  readonly requestId: string;
  readonly body: string;
}

/** What the ledger notes of a request, as far as it was read. */
interface Seen {
  identifiers: number;
  fields: readonly string[];
}

/** Answers a request to `/person/enrich` and writes it into the ledger. */
export function answerEnrich(state: SandboxState, request: EnrichRequest): SandboxAnswer {
  const seen: Seen = { identifiers: 0, fields: [] };
  const answer = decide(state, request, seen);
  state.ledger.finished({
    requestId: request.requestId,
    status: answer.delivery === "never" || answer.delivery === "reset" ? "no answer" : answer.status,
    credits: Number(answer.headers["x-credits-used"] ?? 0),
    ...seen,
  });
  return answer;
}

function decide(state: SandboxState, request: EnrichRequest, seen: Seen): SandboxAnswer {
  const account = checkKey(state, request.authorization);
  if ("status" in account) return account;
  const stopped = checkRate(state, account.window) ?? checkVersion(state, request.version, account.window);
  if (stopped !== undefined) return stopped;
  const context = { window: account.window.read() };
  const json = parseJson(request.body);
  const badForm = refuseForm(state, json, context);
  if (badForm !== undefined) return badForm;
  const accepted =
    json === undefined ? invalidRequest("The request body is not valid JSON.") : readRequest(json, state.contract);
  if ("status" in accepted) return jsonAnswer(accepted, context);
  seen.identifiers = accepted.identifiers.length;
  const fields = readFields(accepted.fields, state.contract, state.plan());
  if ("status" in fields) return jsonAnswer(fields, context);
  seen.fields = fields;
  for (const { key } of accepted.identifiers) state.ledger.asked(key);
  const refused = refuseByFault(state, accepted, context);
  if (refused !== undefined) return refused;
  if (!accepted.preview && account.spent >= state.credits) return jsonAnswer(outOfCredits, context);
  return deliver(state, account, accepted, accepted.preview ? ["basic_profile"] : fields);
}

/** Finds, bills and sends: from here on, whatever goes wrong has been paid for. */
function deliver(
  state: SandboxState,
  account: SandboxAccount,
  accepted: AcceptedRequest,
  fields: readonly string[],
): SandboxAnswer {
  const { faults, directory, contract } = state;
  const found = bendFindings(findRows(accepted, directory), faults, directory);
  const fresh = accepted.wantsFreshFetch ? freshenRows(found, state.now()) : found;
  const rows = narrowRows(fresh, fields);
  const creditsUsed = accepted.preview ? 0 : bill(state, account, rows);
  const context = { window: account.window.read(), creditsUsed };
  if (rows.every(({ status }) => status !== "matched")) {
    if (faults.strikes("not_found_404")) return jsonAnswer(refusal(404, "not_found", "No data found"), context);
    if (faults.strikes("not_found_404_empty")) return jsonAnswer({ status: 404, body: undefined }, context);
  }
  const sent = bendSentRows(
    bendData(rows, faults).map((row) => toSentRow(row, contract)),
    faults,
  );
  return bendAnswer(sent, faults, context);
}

function bill({ ledger }: SandboxState, account: SandboxAccount, rows: readonly FoundRow[]): number {
  let total = 0;
  for (const { identifier, candidates } of rows) {
    const price = priceOf(candidates.map(({ data }) => data));
    if (price === 0) continue;
    ledger.billed(identifier.key, price);
    total += price;
  }
  account.spent += total;
  return total;
}

function bendAnswer(rows: unknown, faults: Faults, context: AnswerContext): SandboxAnswer {
  if (faults.strikes("504_after_billing")) return textAnswer(504, "upstream request timeout", "text/plain", context);
  if (faults.strikes("empty_body")) return jsonAnswer({ status: 200, body: undefined }, context);
  const body = faults.strikes("wrapped_results") ? { results: rows } : rows;
  return jsonAnswer({ status: 200, body }, { ...context, delivery: deliveryOf(faults) });
}

function deliveryOf(faults: Faults): Delivery {
  if (faults.strikes("timeout")) return "never";
  if (faults.strikes("reset_connection")) return "reset";
  if (faults.strikes("truncated_json")) return "half";
  if (faults.strikes("cut_body")) return "cut";
  return faults.strikes("slow") ? "late" : "whole";
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
