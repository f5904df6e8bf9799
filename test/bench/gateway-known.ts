import { startProgram, type RunningProgram } from "../support/programs";
import { askFor, bodyFor, enrichPath, runLoad, startGateway } from "./gateway-kit";
import type { LoadOrder } from "./load-program";
import type { Measurement } from "./measurement";
import { median } from "./percentile";

const connections = 50;
const people = Array.from({ length: 500 }, (_, index) => `known-bench-${index}`);
const rounds = 3;
const seconds = 5;

/**
 * Known answers: 50 connections, each of which asks for one person after the other with the default sections, by turns
 * at the gateway and at a bare proxy to a sandbox that takes 100 ms; then at an even pace of half that, by turns at the
 * gateway and at a server that does not think: its p99 is what the machine itself takes.
 */
export async function gatewayKnown(): Promise<Measurement[]> {
  const sandbox = await startProgram("test/support/sandbox-program.ts", { environment: { LATENCY_MS: "100" } });
  const gateway = await startGateway(sandbox);
  const proxy = await startProgram("test/bench/bare-proxy.ts", { environment: { SERVICE_URL: sandbox.address } });
  const trivial = await startProgram("test/bench/trivial-server.ts");
  try {
    for (let from = 0; from < people.length; from += 25) await askFor(gateway, people.slice(from, from + 25));
    const order = { bodies: people.map((person) => bodyFor([person])), connections, seconds };
    const at = ({ address }: RunningProgram): LoadOrder => ({ ...order, url: address + enrichPath });
    const [known, bare, floor] = [at(gateway), at(proxy), at(trivial)];
    // The first turn warms both up.
    for (const warm of [known, bare, floor]) await runLoad({ ...warm, seconds: 2 });

    const turns = [];
    for (let round = 0; round < rounds; round++) turns.push({ known: await runLoad(known), bare: await runLoad(bare) });
    const perSecond = median(turns.map(({ known: { perSecond: reached } }) => reached));
    const half = [];
    const pace = { perSecond: perSecond / 2 };
    for (let round = 0; round < rounds; round++) {
      half.push({ known: await runLoad({ ...known, ...pace }), floor: await runLoad({ ...floor, ...pace }) });
    }
    const reports = [...turns, ...half].flatMap((turn) => Object.values(turn));
    const failed = reports.reduce((sum, report) => sum + report.failed, 0);

    return [
      {
        name: "gateway, known answers: throughput",
        value: perSecond,
        unit: "requests/s",
        note: `50 connections; p99 ${median(turns.map(({ known: own }) => own.p99Ms))} ms; ${failed} failed of all`,
      },
      {
        name: "  a bare proxy's to a sandbox of 100 ms",
        value: median(turns.map(({ bare: other }) => other.perSecond)),
        unit: "requests/s",
      },
      {
        name: "  against the bare proxy's",
        value: median(turns.map(({ known: own, bare: other }) => own.perSecond / other.perSecond)),
        unit: "ratio",
        note: "at least 5",
      },
      {
        name: "  p99 at half that load",
        value: median(half.map(({ known: own }) => own.p99Ms)),
        unit: "ms",
        note: `under 10; p50 ${median(half.map(({ known: own }) => own.p50Ms)).toFixed(2)} ms`,
      },
      {
        name: "  of it the machine's own, by a server that does not think",
        value: median(half.map(({ floor: other }) => other.p99Ms)),
        unit: "ms",
        note: `p50 ${median(half.map(({ floor: other }) => other.p50Ms)).toFixed(2)} ms`,
      },
    ];
  } finally {
    await Promise.all([proxy.stop(), gateway.stop(), trivial.stop()]);
    await sandbox.stop();
  }
}
