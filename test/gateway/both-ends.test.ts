import { defaultSections } from "../../src/core/catalogue";
import { createEnricher } from "../../src/core/create-enricher";
import type { Enricher, Lookup, Outcome } from "../../src/core/enricher";
import { parseIdentifier } from "../../src/core/identifier";
import { createConcurrencyLimit } from "../../src/core/slots";
import { createCrustdataClient } from "../../src/crustdata/client";
import { systemClock } from "../../src/gateway/system-clock";
import { startGatewayRig, url, type GatewayRig, type GatewayRigOptions } from "../support/gateway-rig";

/** The add-in's core and client as they stand in the page, over HTTP to the gateway, and behind it the sandbox. */
describe("the add-in's core through the gateway", () => {
  const ends: (() => Promise<void>)[] = [];

  async function start(options: GatewayRigOptions = {}): Promise<{ rig: GatewayRig; enricher: Enricher }> {
    const rig = await startGatewayRig(options);
    const address = await rig.gateway.listen({ host: "127.0.0.1", port: 0 });
    const enricher = createEnricher({
      clock: systemClock,
      random: () => 0,
      slots: createConcurrencyLimit(4, { clock: systemClock, random: () => 0 }),
      service: createCrustdataClient({
        baseUrl: `${address}/api`,
        fetch,
        clock: systemClock,
        headers: () => ({}),
        timeoutMs: 60_000,
        sendPriority: true,
      }),
    });
    ends.push(async () => {
      await enricher.close();
      await rig.close();
    });
    return { rig, enricher };
  }

  afterEach(async () => {
    await Promise.all(ends.splice(0).map((end) => end()));
  });

  const lookup = (text: string, sections: readonly string[] = ["basic_profile"]): Lookup => {
    const parsed = parseIdentifier(text);
    if (parsed.status !== "identifier") throw new Error(text);
    return { identifier: parsed.identifier, sections };
  };
  const codeOf = ({ answer }: Outcome) => (answer.status === "failed" ? answer.code : answer.status);

  it("asks full requests for a column of people, and its receipt is the service's own count", async () => {
    const { rig, enricher } = await start();
    const texts = Array.from({ length: 60 }, (_, index) =>
      url(index % 10 === 9 ? `nobody-${index}` : `known-${index}`),
    );

    const outcomes = await Promise.all(texts.map((text) => enricher.ask(lookup(text))));

    const ledger = await rig.ledger();
    expect(outcomes.map(codeOf)).toEqual(texts.map((text) => (text.includes("nobody") ? "not_found" : "matched")));
    expect(ledger.requests).toBe(3);
    expect(ledger.credits).toBe(54);
    expect(outcomes.reduce((sum, { credits }) => sum + credits, 0)).toBe(54);
    expect(enricher.activity.get().creditsUsed).toBe(54);
  });

  it("gets the person for one credit though a field wanted is outside the plan", async () => {
    const { rig, enricher } = await start();

    const outcome = await enricher.ask(lookup(url("known-a"), ["basic_profile", "certifications"]));

    expect(outcome).toMatchObject({ answer: { status: "matched", denied: ["certifications"] }, credits: 1 });
    expect((await rig.ledger()).credits).toBe(1);
  });

  it("asks the service anew when somebody refreshes, and otherwise says how old the gateway's answer is", async () => {
    const { rig, enricher } = await start();
    const before = Date.now();
    await rig.enrich({ professional_network_profile_urls: [url("known-a")], fields: [...defaultSections] });
    const fetched = Date.now();
    while (Date.now() === fetched) await new Promise((resolve) => setImmediate(resolve));

    const kept = await enricher.ask(lookup(url("known-a")));
    const refreshed = await enricher.ask(lookup(url("known-a")), { refresh: true });

    expect(kept.credits).toBe(0);
    expect(kept.answer.asOf).toBeGreaterThanOrEqual(before);
    expect(kept.answer.asOf).toBeLessThanOrEqual(fetched);
    expect(refreshed.credits).toBe(1);
    expect(refreshed.answer.asOf).toBeGreaterThan(fetched);
    expect((await rig.ledger()).requests).toBe(2);
  });

  it("waits with a 429 of the gateway and joins its own lookup", async () => {
    const { rig, enricher } = await start({ holdMs: 250 });
    await rig.fault("slow");

    const outcome = await enricher.ask(lookup(url("known-a")));

    expect(outcome).toMatchObject({ answer: { status: "matched" }, credits: 1 });
    expect((await rig.ledger()).requests).toBe(1);
  });

  it("knows that a lost reply may have been billed, and asks the service once more only", async () => {
    const { rig, enricher } = await start({ timeoutMs: 300 });
    await rig.fault("timeout", 9);

    const outcome = await enricher.ask(lookup(url("known-a")));

    expect(outcome.answer).toMatchObject({ status: "failed", code: "no_answer_in_time", possiblyBilled: true });
    expect((await rig.ledger()).requests).toBe(2);
  });

  it("blames the one identifier that the service refuses", async () => {
    const { rig, enricher } = await start();
    await rig.fault("encoded_slugs_refused");

    const outcomes = await Promise.all(
      [url("known-a"), url("known-%C3%BC"), url("known-b")].map((text) => enricher.ask(lookup(text))),
    );

    expect(outcomes.map(codeOf)).toEqual(["matched", "identifier_refused", "matched"]);
    expect(outcomes.reduce((sum, { credits }) => sum + credits, 0)).toBe((await rig.ledger()).credits);
  });

  it("fails the one row that cannot be placed, and nobody beside it", async () => {
    const { rig, enricher } = await start();
    await rig.enrich({
      professional_network_profile_urls: [url("known-a"), url("known-c")],
      fields: [...defaultSections],
    });
    await rig.fault("foreign_matched_on");

    const outcomes = await Promise.all(
      [url("known-a"), url("known-b"), url("known-c")].map((text) =>
        enricher.ask(lookup(text, ["basic_profile.name"])),
      ),
    );

    expect(outcomes.map(codeOf)).toEqual(["matched", "contract_changed", "matched"]);
    expect(outcomes[1]?.answer).toMatchObject({
      possiblyBilled: true,
      detail: "The service's reply fits none of those asked for.",
    });
    expect(await rig.ledger()).toMatchObject({ requests: 2, credits: 3 });
  });

  it("fails the one row that was lost before, and nobody beside it", async () => {
    const { rig, enricher } = await start({ timeoutMs: 300 });
    await rig.fault("timeout", 2);
    await rig.enrich({ professional_network_profile_urls: [url("known-b")], fields: ["basic_profile"] });

    const outcomes = await Promise.all(
      [url("known-a"), url("known-b"), url("known-c")].map((text) => enricher.ask(lookup(text))),
    );

    expect(outcomes.map(codeOf)).toEqual(["matched", "no_answer_in_time", "matched"]);
    expect(await rig.ledger()).toMatchObject({ requests: 3, credits: 4 });
  });

  it("never buys anew, in a refresh, those who came beside one that is refused", async () => {
    const { rig, enricher } = await start();
    await rig.fault("encoded_slugs_refused");

    const outcomes = await Promise.all(
      ["known-a", "known-%C3%BC", "known-b"].map((slug) => enricher.ask(lookup(url(slug)), { refresh: true })),
    );

    expect(outcomes.map(codeOf)).toEqual(["matched", "identifier_refused", "matched"]);
    expect((await rig.ledger()).credits).toBe(2);
  });

  it("never buys anew, in a refresh, those who came beside one that fails, or with a field outside the plan", async () => {
    const { rig, enricher } = await start();
    await rig.fault("504_after_billing", 3);
    await rig.enrich({ professional_network_profile_urls: [url("known-0")], fields: [...defaultSections] });
    await rig.clearFaults();
    const before = await rig.ledger();
    const people = Array.from({ length: 5 }, (_, index) => url(`known-${index}`));

    const outcomes = await Promise.all(
      people.map((text) => enricher.ask(lookup(text, ["certifications"]), { refresh: true })),
    );

    expect(outcomes.map(codeOf)).toEqual(people.map(() => "matched"));
    const after = await rig.ledger();
    expect(after.credits - before.credits).toBe(5);
    expect(outcomes.reduce((sum, { credits }) => sum + credits, 0)).toBe(5);
  });

  it("says in the cell's own sentence that a daily limit is reached, and never passes it", async () => {
    const { rig, enricher } = await start({ limits: { teamCreditsPerDay: 10 } });

    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, index) => enricher.ask(lookup(url(`known-${index}`)))),
    );

    const codes = outcomes.map(codeOf);
    expect(codes.filter((code) => code === "matched")).toHaveLength(10);
    expect(codes.filter((code) => code === "daily_limit")).toHaveLength(50);
    expect(outcomes.find((outcome) => codeOf(outcome) === "daily_limit")?.answer).toMatchObject({
      detail: "Your team's daily limit of 10 credits is reached; it resets at 00:00 UTC.",
      possiblyBilled: false,
    });
    expect((await rig.ledger()).credits).toBe(10);
    expect(outcomes.reduce((sum, { credits }) => sum + credits, 0)).toBe(10);
    expect((await rig.usage()).total).toBe(10);
  });

  it("gets known people whatever the limits, and beside those who are beyond them", async () => {
    const { rig, enricher } = await start({ limits: { personCreditsPerDay: 2 } });
    const known = [url("known-a"), url("known-b")];
    await rig.enrich({ professional_network_profile_urls: known, fields: [...defaultSections] });

    const outcomes = await Promise.all([...known, url("known-c")].map((text) => enricher.ask(lookup(text))));

    expect(outcomes.map(codeOf)).toEqual(["matched", "matched", "daily_limit"]);
    expect((await rig.ledger()).credits).toBe(2);
  });

  it.each<[string, boolean, string]>([
    ["wrapped_results", true, "The service answered in a shape this add-in does not know."],
    ["version_refused", false, "The service no longer takes this version of requests."],
  ])(
    "tells what the gateway made of %s, and whether it may have been billed",
    async (fault, possiblyBilled, detail) => {
      const { rig, enricher } = await start();
      await rig.fault(fault);

      const { answer } = await enricher.ask(lookup(url("known-a")));

      expect(answer).toMatchObject({ status: "failed", code: "contract_changed", possiblyBilled, detail });
      expect((await rig.ledger()).requests).toBe(1);
    },
  );

  it.each<[string, string, string]>([
    ["emails_refused", "known@fjord.example", "emails_not_supported"],
    ["wrapped_results", url("known-a"), "contract_changed"],
    ["endpoint_denied", url("known-a"), "endpoint_denied"],
    ["403_credits", url("known-a"), "credits_used_up"],
    ["key_revoked", url("known-a"), "key_refused"],
    ["500_always", url("known-a"), "service_unavailable"],
  ])(
    "calls %s of %s what the gateway calls it: %s",
    async (fault, text, code) => {
      const { rig, enricher } = await start();
      await rig.fault(fault);

      expect(codeOf(await enricher.ask(lookup(text)))).toBe(code);
      expect((await rig.ledger()).requests).toBeLessThanOrEqual(3);
    },
    20_000,
  );
});
