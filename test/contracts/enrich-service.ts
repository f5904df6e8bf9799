import type { Identifier } from "../../src/core/identifier";
import type { BatchReply, EnrichService } from "../../src/core/service";
import { batchOf, never } from "../support/running-sandbox";

/** A service with somebody it knows and somebody it does not. */
export interface ServiceUnderTest {
  readonly service: EnrichService;
  readonly known: readonly [Identifier, Identifier];
  readonly unknown: Identifier;
}

/** What every `EnrichService` promises, the fake of the core's tests included. */
export function describeEnrichService(name: string, start: () => Promise<ServiceUnderTest>): void {
  describe(`${name}, as a service`, () => {
    it("answers a row for each identifier, in order, named as it was sent", async () => {
      const { service, known, unknown } = await start();

      const { rows } = answered(await service.enrich(batchOf([known[0], unknown, known[1]]), never));

      expect(rows.map(({ matchedOn }) => matchedOn)).toEqual([known[0].value, unknown.value, known[1].value]);
      expect(rows.map(({ candidates }) => candidates.length > 0)).toEqual([true, false, true]);
    });

    it("bills those it matched and nobody else", async () => {
      const { service, known, unknown } = await start();

      expect(answered(await service.enrich(batchOf([...known, unknown]), never)).creditsUsed).toBe(2);
      expect(answered(await service.enrich(batchOf([unknown]), never)).creditsUsed).toBe(0);
    });

    it("tells what was asked for and nothing else", async () => {
      const { service, known } = await start();
      const batch = batchOf([known[0]], { sections: ["basic_profile", "skills"] });

      const { rows } = answered(await service.enrich(batch, never));

      const sections = Object.keys(rows[0]?.candidates[0]?.data ?? {});
      expect(sections.filter((section) => section !== "crustdata_person_id")).toEqual(["basic_profile", "skills"]);
    });

    it("answers an identifier asked twice in two rows", async () => {
      const { service, known } = await start();

      const { rows } = answered(await service.enrich(batchOf([known[0], known[0]]), never));

      expect(rows).toHaveLength(2);
      expect(rows[1]).toEqual(rows[0]);
    });
  });
}

export function answered(reply: BatchReply): Extract<BatchReply, { outcome: "answered" }> {
  if (reply.outcome !== "answered") throw new Error(`Expected an answer, got ${JSON.stringify(reply)}`);
  return reply;
}
