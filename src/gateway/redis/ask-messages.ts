import { z } from "zod";
import type { Asker } from "../../core/bill";
import type { Lookup, Outcome } from "../../core/enricher";
import type { Priority } from "../../core/service";

/** What a gateway tells the leader: who is to be asked for, or that nobody waits for it any more. */
export type AskMessage =
  | {
      readonly kind: "ask";
      /** The same however often it is sent. */
      readonly id: string;
      /** The gateway that waits. */
      readonly from: string;
      readonly lookup: Lookup;
      readonly priority: Priority;
      readonly refresh: boolean;
      /** Whom its bill names. */
      readonly asker?: Asker;
      /** Whose turn it is; gateways of before the turns do not say it. */
      readonly caller?: string;
    }
  | {
      readonly kind: "withdraw";
      readonly id: string;
      /** The gateway that waited; one of before this was told expects no reply. */
      readonly from?: string;
    };

/** What the leader tells the gateway that waits. */
export type ReplyMessage =
  | { readonly id: string; readonly outcome: Outcome }
  /** It was withdrawn in time: nothing was sent for it. */
  | { readonly id: string; readonly withdrawn: true };

const lookup = z.object({
  identifier: z.object({
    kind: z.enum(["url", "email"]),
    value: z.string(),
    key: z.string(),
    isEncoded: z.boolean(),
  }),
  sections: z.array(z.string()),
  options: z
    .object({
      minScore: z.number().exactOptional(),
      forceFetch: z.boolean().exactOptional(),
      enrichRealtime: z.boolean().exactOptional(),
    })
    .exactOptional(),
});

const askMessage = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ask"),
    id: z.string(),
    from: z.string(),
    lookup,
    priority: z.enum(["formula", "bulk"]),
    refresh: z.boolean(),
    asker: z.object({ personId: z.string(), workbook: z.string() }).exactOptional(),
    caller: z.string().exactOptional(),
  }),
  z.object({ kind: z.literal("withdraw"), id: z.string(), from: z.string().exactOptional() }),
]);

const outcome = z.object({
  answer: z.custom<Outcome["answer"]>((value) => typeof value === "object" && value !== null && "status" in value),
  credits: z.number(),
  origin: z.enum(["kept", "asked"]),
  joined: z.literal(true).exactOptional(),
  possiblyBilled: z.literal(true).exactOptional(),
});

const replyMessage = z.union([
  z.object({ id: z.string(), outcome }),
  z.object({ id: z.string(), withdrawn: z.literal(true) }),
]);

/** Throws where another version of the gateway wrote something else. */
export const readAskMessage = (text: string): AskMessage => askMessage.parse(JSON.parse(text));

export const readReplyMessage = (text: string): ReplyMessage => replyMessage.parse(JSON.parse(text));
