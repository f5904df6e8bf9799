import type { Redis } from "ioredis";
import { z } from "zod";
import { daysOf, unitsOf, unitsPerCredit, usageDays, type UsageLedger, type UsageRow } from "../usage/usage-ledger";

export interface RedisUsageOptions {
  readonly redis: Redis;
  /** Books of one name are the same on every gateway. */
  readonly name: string;
}

/** Rows added in one step. */
const rowsAtOnce = 500;
/** A batch whose writing seemed to fail is added again well within this time. */
const batchRememberedMs = 86_400_000;
/** After the last that was written into a day. */
const keptMs = (usageDays + 1) * 86_400_000;

/**
 * Adds all of a batch, or nothing where it was added before.
 * KEYS: the batch, then days. ARGV: how long to remember the batch and to keep a day, in milliseconds; then for each
 * amount the number of its day's key, its field, and the parts of a credit.
 */
const addScript = `
if not redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) then return 0 end
for at = 3, #ARGV, 3 do
  local day = KEYS[tonumber(ARGV[at])]
  redis.call('HINCRBY', day, ARGV[at + 1], ARGV[at + 2])
  redis.call('PEXPIRE', day, ARGV[2])
end
return 1
`;

/** A row's place within its day, and which of its two amounts. */
const field = z.tuple([z.string(), z.string(), z.string(), z.enum(["credits", "lost"])]);

/** The ledger of all gateways of a team, in Redis: a hash for each day, which Redis itself deletes in time. */
export function createRedisUsage({ redis, name }: RedisUsageOptions): UsageLedger {
  const prefix = `enrich:{usage:${name}}:`;
  const namesRow = `${prefix}names`;
  const dayPrefix = `${prefix}day:`;

  async function addPortion(rows: readonly UsageRow[], batch: string): Promise<void> {
    const days = [...new Set(rows.map(({ day }) => day))];
    const amounts = rows.flatMap((row) => {
      const place = [row.personId, row.workbook, row.section];
      const amount = (kind: string, credits: number): (string | number)[] =>
        // Keys are counted from 1, and the first is the batch.
        credits === 0 ? [] : [days.indexOf(row.day) + 2, JSON.stringify([...place, kind]), unitsOf(credits)];
      return [...amount("credits", row.credits), ...amount("lost", row.possiblyBilled)];
    });
    const keys = [`${prefix}batch:${batch}`, ...days.map((day) => dayPrefix + day)];
    await redis.eval(addScript, keys.length, ...keys, batchRememberedMs, keptMs, ...amounts);
  }

  async function dayRows(): Promise<string[]> {
    const found = new Set<string>();
    for await (const rows of redis.scanStream({ match: `${dayPrefix}*`, count: rowsAtOnce })) {
      if (Array.isArray(rows)) for (const row of rows) found.add(String(row));
    }
    return [...found];
  }

  return {
    async add(rows, batch) {
      for (let from = 0; from < rows.length; from += rowsAtOnce) {
        await addPortion(rows.slice(from, from + rowsAtOnce), `${batch}:${from}`);
      }
    },
    async read(period) {
      const days = await Promise.all(
        daysOf(period).map(async (day) => readDay(day, await redis.hgetall(dayPrefix + day))),
      );
      return days.flat();
    },
    async name(personId, called) {
      await redis.hset(namesRow, personId, called);
    },
    names: async () => new Map(Object.entries(await redis.hgetall(namesRow))),
    async deleteBefore(day) {
      const rows = await dayRows();
      const old = rows.filter((row) => row.slice(dayPrefix.length) < day);
      if (old.length > 0) await redis.unlink(old);
      const left = new Set<string>();
      for (const row of rows.filter((one) => !old.includes(one))) {
        for (const text of await redis.hkeys(row)) left.add(readField(text)[0]);
      }
      const gone = (await redis.hkeys(namesRow)).filter((personId) => !left.has(personId));
      if (gone.length > 0) await redis.hdel(namesRow, ...gone);
    },
    close: () => Promise.resolve(),
  };
}

function readDay(day: string, fields: Readonly<Record<string, string>>): readonly UsageRow[] {
  const rows = new Map<string, UsageRow>();
  for (const [text, units] of Object.entries(fields)) {
    const [personId, workbook, section, kind] = readField(text);
    const place = [personId, workbook, section].join("\0");
    const row = rows.get(place) ?? { day, personId, workbook, section, credits: 0, possiblyBilled: 0 };
    const amount = Number(units) / unitsPerCredit;
    rows.set(place, kind === "credits" ? { ...row, credits: amount } : { ...row, possiblyBilled: amount });
  }
  return [...rows.keys()].sort().flatMap((place) => rows.get(place) ?? []);
}

function readField(text: string): z.infer<typeof field> {
  return field.parse(JSON.parse(text));
}
