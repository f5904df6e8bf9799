import path from "node:path";
import Fastify from "fastify";
import { registerStaticPages } from "../../src/gateway/static-pages";
import { isDay } from "../../src/usage-page/days";
import { teamUsage, usageOf } from "./usage-months";

/** What a gateway may have to say about usage. */
export type UsageMood = "a month" | "nothing yet" | "no sign-in" | "no administrator" | "down" | "slow";
export const usageMoods: readonly UsageMood[] = [
  ...(["a month", "nothing yet", "no sign-in", "no administrator", "down", "slow"] as const),
];

/** The built pages as production serves them, over a ledger that says what the test wants. */
export async function startUsageGateway(): Promise<{
  readonly origin: string;
  feel(mood: UsageMood): void;
  close(): Promise<void>;
}> {
  const server = Fastify({ forceCloseConnections: true });
  let mood: UsageMood = "a month";
  server.get<{ Querystring: { from: string; to: string } }>("/api/usage", ({ query: { from, to } }, reply) => {
    if (!isDay(from) || !isDay(to)) return reply.code(400).send();
    switch (mood) {
      case "a month":
      case "nothing yet": {
        const { rows, total } = mood === "a month" ? teamUsage({ from, to }) : usageOf([]);
        return reply.send({ from, to, total, rows });
      }
      case "no sign-in":
        return reply.code(401).send({ message: "Missing sign-in in request" });
      case "no administrator":
        return reply.code(403).send({});
      case "down":
        return reply.code(503).header("retry-after", "30").send({});
      case "slow":
        // Answers when the page has gone, which closes the request.
        return new Promise(() => undefined);
    }
  });
  await registerStaticPages(server, { folder: path.resolve(__dirname, "../../dist") });
  const origin = await server.listen({ host: "127.0.0.1", port: 0 });
  return {
    origin,
    feel: (next) => (mood = next),
    close: () => server.close(),
  };
}
