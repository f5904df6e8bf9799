import { createWritable } from "../../src/core/readable";
import { createCommands } from "../../src/excel/commands";
import type { RibbonRequest } from "../../src/excel/create-session";

function commands(showPane: () => Promise<unknown> = () => Promise.resolve()) {
  const request = createWritable<RibbonRequest | undefined>(undefined);
  const shown: (RibbonRequest | undefined)[] = [];
  let completed = 0;
  const show = (): Promise<unknown> => {
    shown.push(request.get());
    return showPane();
  };
  return {
    ...createCommands({ request, showPane: show }),
    ...{ request, shown, event: { completed: () => completed++ }, completed: () => completed },
  };
}

describe("ribbon commands", () => {
  it("open the pane with what it is to show", async () => {
    const { enrichSelection, refreshSelection, event, shown, completed } = commands();

    await enrichSelection(event);
    await refreshSelection(event);

    expect(shown).toEqual([{ refresh: false }, { refresh: true }]);
    expect(completed()).toBe(2);
  });

  it("tell the pane of each press, also of the same one again", async () => {
    const { enrichSelection, event, request } = commands();
    let heard = 0;
    request.subscribe(() => heard++);

    await enrichSelection(event);
    await enrichSelection(event);

    expect(heard).toBe(2);
  });

  it("end also where Excel does not open the pane, so that the button works again", async () => {
    const { enrichSelection, event, completed } = commands(() => Promise.reject(new Error("not here")));

    await expect(enrichSelection(event)).rejects.toThrow("not here");

    expect(completed()).toBe(1);
  });

  it.each([
    ["refreshSheet", { refresh: false, formulas: "refresh_sheet" }],
    ["refreshErrors", { refresh: false, formulas: "refresh_errors" }],
    ["repairFormulas", { refresh: false, formulas: "repair" }],
    ["freezeFormulas", { refresh: false, formulas: "freeze" }],
    ["thawFormulas", { refresh: false, formulas: "thaw" }],
  ] as const)("%s tells the pane what to do, and ends whether or not the pane opens", async (name, what) => {
    const good = commands();
    const bad = commands(() => Promise.reject(new Error("not here")));

    await good[name](good.event);
    await expect(bad[name](bad.event)).rejects.toThrow("not here");

    expect(good.shown).toEqual([what]);
    expect([good.completed(), bad.completed()]).toEqual([1, 1]);
  });
});
