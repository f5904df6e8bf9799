import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { rememberTokens } from "../../../src/gateway/auth/remembered-tokens";
import type { TokenRow, TokenTable } from "../../../src/gateway/auth/team-tokens";
import { openTokenFile } from "../../../src/gateway/auth/token-file";
import { describeTokenTable } from "../../contracts/token-table";
import { createSteppedClock } from "../../support/stepped-clock";

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

describeTokenTable("in a file", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "enrich-tokens-"));
  const table = openTokenFile(folder);
  closings.push(async () => {
    await table.close();
    rmSync(folder, { recursive: true });
  });
  return table;
});

const ada: TokenRow = { id: "0a0a0a0a", name: "Ada", isAdministrator: false, createdAtMs: 1, secretHash: "x" };

/** A table in memory that can be away, and counts who reads it. */
function tableInMemory() {
  const rows = new Map<string, TokenRow>();
  const state = { isAway: false, reads: 0 };
  const table: TokenTable = {
    get(id) {
      state.reads += 1;
      return state.isAway ? Promise.reject(new Error("away")) : Promise.resolve(rows.get(id));
    },
    put: (row) => Promise.resolve(void rows.set(row.id, row)),
    remove: (id) => Promise.resolve(rows.delete(id)),
    all: () => Promise.resolve([...rows.values()]),
  };
  return { table, state };
}

describeTokenTable("in memory", () => tableInMemory().table);
describeTokenTable("remembered", () => rememberTokens(tableInMemory().table, createSteppedClock()));

describe("remembered tokens", () => {
  function rig() {
    const clock = createSteppedClock();
    const { table, state } = tableInMemory();
    return { clock, table, state, remembered: rememberTokens(table, clock) };
  }

  it("reads a row once for a burst of callers", async () => {
    const { remembered, state } = rig();
    await remembered.put(ada);
    await remembered.get(ada.id);

    await Promise.all(Array.from({ length: 50 }, () => remembered.get(ada.id)));

    expect(state.reads).toBe(1);
  });

  it("notices within two seconds what another gateway revoked", async () => {
    const { clock, remembered, table } = rig();
    await remembered.put(ada);
    await remembered.get(ada.id);

    await table.remove(ada.id);
    await clock.advance(2_000);

    expect(await remembered.get(ada.id)).toBeUndefined();
  });

  it("knows those who asked before while the table is away, nobody else, and not for ever", async () => {
    const { clock, remembered, state } = rig();
    await remembered.put(ada);
    await remembered.get(ada.id);
    state.isAway = true;

    await clock.advance(599_000);
    expect(await remembered.get(ada.id)).toEqual(ada);
    await expect(remembered.get("0b0b0b0b")).rejects.toThrow("away");

    await clock.advance(1_000);
    await expect(remembered.get(ada.id)).rejects.toThrow("away");
  });

  it("keeps nobody waiting again and again for a table that is away", async () => {
    const { clock, remembered, state } = rig();
    await remembered.put(ada);
    await remembered.get(ada.id);
    state.isAway = true;
    await clock.advance(5_000);

    for (let asked = 0; asked < 10; asked += 1) await remembered.get(ada.id);

    expect(state.reads).toBe(2);
  });
});
