import type { FastifyServerOptions } from "fastify";
import { placeOf } from "./defects";

type LoggerOptions = Exclude<FastifyServerOptions["logger"], boolean | undefined>;

/** Words of the framework that quote nothing: no URL, no name, no number. */
const plainText = /^[A-Za-z][A-Za-z ,.-]{0,60}$/;

/**
 * What a log line may hold, whoever writes it: our own facts as they stand; of errors their kind and place; of the
 * framework's sentences those that quote nothing, because others repeat the URL asked for.
 */
export const logRules: Pick<LoggerOptions, "serializers" | "hooks"> = {
  serializers: {
    req: () => ({}),
    res: () => ({}),
  },
  hooks: {
    logMethod(args, method) {
      const given: readonly unknown[] = args;
      const facts = factsOf(given[0]);
      const text = given.find((one) => typeof one === "string") ?? "";
      if (plainText.test(text)) method.call(this, facts, text);
      else method.call(this, facts);
    },
  },
};

function factsOf(first: unknown): object {
  if (first instanceof Error) return { defect: placeOf(first) };
  if (typeof first !== "object" || first === null) return {};
  if (!("err" in first)) return first;
  const { err, ...facts } = first;
  return { ...facts, defect: placeOf(err) };
}
