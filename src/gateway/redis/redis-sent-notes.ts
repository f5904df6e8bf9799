import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import { z } from "zod";
import { readSentNote, type SentNotes } from "../usage/sent-notes";

export interface RedisSentNotesOptions {
  readonly redis: Redis;
  /** Names the connection without saying its key. */
  readonly connectionId: string;
  /** Tells our own notes from others'. */
  readonly me: string;
  /** Whoever has not removed a note for so long is no more. */
  readonly flightMs: number;
}

const nowInLua = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`;

/** KEYS: the notes, and when they were noted, by Redis's own clock. ARGV: name and text. */
const addScript = `${nowInLua}
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], now, ARGV[1])
return 0
`;

/**
 * Takes over notes of others that are old enough, in one step: each is told to one gateway, and stays for the next one
 * if that does not live to count it. ARGV: how old, our prefix, and the prefix of their new names.
 */
const takeScript = `${nowInLua}
local taken = {}
for _, name in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now - tonumber(ARGV[1]))) do
  if string.sub(name, 1, #ARGV[2]) ~= ARGV[2] then
    local text = redis.call('HGET', KEYS[1], name)
    redis.call('HDEL', KEYS[1], name)
    redis.call('ZREM', KEYS[2], name)
    if text then
      local own = ARGV[2] .. ARGV[3] .. #taken
      redis.call('HSET', KEYS[1], own, text)
      redis.call('ZADD', KEYS[2], now, own)
      taken[#taken + 1] = own
      taken[#taken + 1] = text
    end
  end
end
return taken
`;

const taken = z.array(z.string());

/** Notes of requests under way in Redis: what a gateway leaves behind another finds when its flight must be over. */
export function createRedisSentNotes({ redis, connectionId, me, flightMs }: RedisSentNotesOptions): SentNotes {
  const rows = [`enrich:{${connectionId}}:sent:notes`, `enrich:{${connectionId}}:sent:times`] as const;
  const prefix = `${me}:`;

  return {
    async add(note) {
      const name = prefix + randomUUID();
      await redis.eval(addScript, rows.length, ...rows, name, JSON.stringify(note));
      return name;
    },
    async remove(name) {
      const executed = await redis.multi().hdel(rows[0], name).zrem(rows[1], name).exec();
      const failure = executed?.find(([error]) => error !== null)?.[0];
      if (failure) throw failure;
    },
    async leftBehind() {
      const found = taken.parse(
        await redis.eval(takeScript, rows.length, ...rows, flightMs, prefix, `${randomUUID()}:`),
      );
      const left = found.flatMap((name, index) => {
        if (index % 2 === 1) return [];
        const note = readSentNote(found[index + 1] ?? "");
        return note === undefined ? [] : [{ name, note }];
      });
      // Redis keeps them in no order.
      return left.sort((one, other) => one.note.sentAtMs - other.note.sentAtMs);
    },
  };
}
