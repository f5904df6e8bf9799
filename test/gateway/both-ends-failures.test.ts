import { defaultSections } from "../../src/core/catalogue";
import { codeOf, lookupOfText as lookup, startBothEnds as start } from "../support/add-in-over-gateway";
import { url } from "../support/gateway-rig";

describe("what the add-in's core is told through the gateway of what fails", () => {
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
