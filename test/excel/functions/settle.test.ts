import type { FormulaCall } from "../../../src/excel/functions/formulas";
import { settle } from "../../../src/excel/functions/settle";
import { installCustomFunctions, installOffice } from "../../support/custom-functions";

const { CustomFunctionsError } = installCustomFunctions();

function invocation(parts: object = {}): CustomFunctions.CancelableInvocation {
  return { functionName: "PERSON", ...parts };
}

afterEach(() => {
  installOffice(undefined);
});

describe("what Excel gets", () => {
  it("is the values as they are", async () => {
    expect(await settle(() => [["Mira", 1430, true, ""]])).toEqual([["Mira", 1430, true, ""]]);
  });

  it("is a formatted number for a date where Excel takes it, else the serial", async () => {
    const date = () => [[{ kind: "date" as const, serial: 44_927 }]];

    installOffice("1.4");
    expect(await settle(date)).toEqual([[{ type: "FormattedNumber", basicValue: 44_927, numberFormat: "yyyy-mm-dd" }]]);
    installOffice("1.3");
    expect(await settle(date)).toEqual([[44_927]]);
    Object.assign(globalThis, { Office: {} });
    expect(await settle(date)).toEqual([[44_927]]);
  });

  it.each(["#N/A", "#VALUE!"] as const)("is a thrown error with its sentence for one cell: %s", async (code) => {
    const alone = settle(() => [[{ kind: "error", code, message: "Credits are used up" }]]);

    await expect(alone).rejects.toBeInstanceOf(CustomFunctionsError);
    await expect(alone).rejects.toMatchObject({ code, message: "Credits are used up" });
  });

  it("holds errors among the values of a spill", async () => {
    const [[name, error] = []] = await settle(() => [["Mira", { kind: "error", code: "#N/A", message: "No match." }]]);

    expect(name).toBe("Mira");
    expect(error).toBeInstanceOf(CustomFunctionsError);
    expect(error).toMatchObject({ code: "#N/A", message: "No match." });
  });

  it("settles where the formula itself breaks, without its inner words", async () => {
    const broken = settle(() => Promise.reject(new Error("Cannot read properties of undefined")));
    const thrown = settle(() => {
      throw new Error("session not ready");
    });

    for (const each of [broken, thrown]) {
      await expect(each).rejects.toMatchObject({
        code: "#N/A",
        message: expect.stringContaining("recalculate") as string,
      });
    }
  });
});

describe("a cancelled call", () => {
  it("aborts what it waits for, and settles", async () => {
    const call = invocation();
    let seen: AbortSignal | undefined;
    const waiting = settle(({ signal }: FormulaCall) => {
      seen = signal;
      return new Promise((_, reject) => {
        signal?.addEventListener("abort", () => {
          reject(signal.reason as Error);
        });
      });
    }, call);

    call.onCanceled?.();

    await expect(waiting).rejects.toMatchObject({ code: "#N/A", message: "Cancelled." });
    expect(seen?.aborted).toBe(true);
  });

  it("is harmless after the answer came", async () => {
    const call = invocation();

    expect(await settle(() => [["Mira"]], call)).toEqual([["Mira"]]);
    call.onCanceled?.();
  });
});

describe("a preview", () => {
  it.each([
    [true, true],
    ["true", true],
    [false, false],
    [undefined, false],
  ])("is told by isInValuePreview %j: %j", async (isInValuePreview, isPreview) => {
    let seen: boolean | undefined;

    await settle((call) => {
      seen = call.isPreview;
      return [[""]];
    }, invocation({ isInValuePreview }));

    expect(seen).toBe(isPreview);
  });

  it("is not assumed where Excel hands over no invocation", async () => {
    expect(await settle((call) => [[call.isPreview ?? ""]], null)).toEqual([[false]]);
  });
});
