import { defaultSections } from "../../src/core/catalogue";
import { codeOf, lookupOfText as lookup, startBothEnds as start } from "../support/add-in-over-gateway";
import { url } from "../support/gateway-rig";

describe("the add-in's core through the gateway", () => {
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
});
