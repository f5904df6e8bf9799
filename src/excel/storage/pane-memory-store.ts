import * as z from "zod/mini";
import type { RunField } from "../../core/run/run-request";
import type { DeviceStorage } from "./device-storage";

/** Fields under a name, in column order. */
export interface KeptFieldSet {
  readonly name: string;
  readonly fields: readonly RunField[];
}

const fields = z.array(z.object({ path: z.string(), columns: z.number() }));
const fieldSets = z.array(z.object({ name: z.string(), fields }));

/** What the schema reads, or nothing: one part that cannot be read does not take the others along. */
function partOf<Schema extends z.ZodMiniType>(schema: Schema) {
  return z.transform((value): z.infer<Schema> | undefined => schema.safeParse(value).data);
}

const kept = z.object({
  sets: partOf(fieldSets),
  recent: partOf(z.array(fields)),
  byHeader: partOf(z.array(z.object({ header: z.string(), fields }))),
});

const entry = "pane";

/** What the pane remembers of choices on this device; a part that cannot be read is empty. */
export function createPaneMemory(storage: DeviceStorage) {
  return {
    read() {
      const { sets = [], recent = [], byHeader = [] } = kept.safeParse(parsed(storage.get(entry))).data ?? {};
      return { sets, recent, byHeader };
    },
    keep: (remembered: object) => storage.set(entry, JSON.stringify(remembered)),
  };
}

/** Field sets as a workbook holds them; what cannot be read is left out. */
export function readFieldSets(value: unknown): readonly KeptFieldSet[] {
  return fieldSets.safeParse(value).data ?? [];
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "{}");
  } catch {
    return undefined;
  }
}
