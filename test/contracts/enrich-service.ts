import type { Identifier } from "../../src/core/identifier";
import type { Batch, BatchReply, EnrichService } from "../../src/core/service";

export interface ServiceUnderTest {
  readonly service: EnrichService;
  /** Of one kind; the service knows everyone in it. */
  readonly known: readonly Identifier[];
  /** Of the same kind; the service knows nobody of this name. */
  readonly unknown: Identifier;
}

/** What everything behind the service port promises when it answers. `open` opens a service in good health. */
export function describeEnrichService(name: string, open: () => ServiceUnderTest | Promise<ServiceUnderTest>): void {
  async function ask(
    { service }: ServiceUnderTest,
    identifiers: readonly Identifier[],
    sections = ["basic_profile"],
  ): Promise<Extract<BatchReply, { outcome: "answered" }>> {
    const kind = identifiers[0]?.kind ?? "url";
    const batch: Batch = { kind, identifiers, sections, options: {}, priority: "formula" };
    const reply = await service.enrich(batch, new AbortController().signal);
    if (reply.outcome !== "answered") throw new Error(`The service did not answer but ${reply.outcome}.`);
    return reply;
  }

  describe(`the service ${name}`, () => {
    it("answers with one row for each identifier, in order, saying whom each is about", async () => {
      const opened = await open();
      const asked = [...opened.known, opened.unknown];

      const { rows } = await ask(opened, asked);

      expect(rows.map(({ matchedOn }) => matchedOn?.toLowerCase())).toEqual(
        asked.map(({ value }) => value.toLowerCase()),
      );
    });

    it("bills one credit for each person found and none for others", async () => {
      const opened = await open();

      expect((await ask(opened, [...opened.known, opened.unknown])).creditsUsed).toBe(opened.known.length);
      expect((await ask(opened, [opened.unknown])).creditsUsed).toBe(0);
    });

    it("finds people with a score from 0 to 1 and the sections asked for", async () => {
      const opened = await open();

      const { rows } = await ask(opened, opened.known, ["basic_profile", "education"]);

      for (const { candidates } of rows) {
        const [best] = candidates;
        expect(best?.score).toBeGreaterThan(0);
        expect(best?.score).toBeLessThanOrEqual(1);
        expect(Object.keys(best?.data ?? {})).toEqual(expect.arrayContaining(["basic_profile", "education"]));
      }
    });

    it("has no candidates for those it does not know", async () => {
      const opened = await open();

      expect((await ask(opened, [opened.unknown])).rows[0]?.candidates).toEqual([]);
    });
  });
}
