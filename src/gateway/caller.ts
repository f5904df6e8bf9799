import type { FastifyRequest } from "fastify";
import type { Asker } from "../core/bill";
import { anybodyId } from "./auth/caller-identity";
import { callerOf } from "./auth/require-caller";
import type { Connection } from "./connection";
import type { Connections } from "./connections";
import { keyMissing, keyRefused, type Refusal } from "./error-bodies";

/** A hash, whatever the kind: what else stands in the header is no workbook. */
const workbookShape = /^[A-Za-z0-9_-]{1,64}$/;

const keyShape = /^[\x21-\x7e]{1,512}$/;

/** The connection a request is to use: its personal key's, else the gateway's own. */
export function callerConnection(request: FastifyRequest, connections: Connections): Connection | Refusal {
  const key = header(request, "x-personal-key");
  if (key === undefined) return connections.own ?? keyMissing;
  return keyShape.test(key) ? connections.personal(key) : keyRefused;
}

/** Whom the bills of this request name. */
export function askerOf(request: FastifyRequest): Asker {
  const workbook = header(request, "x-workbook") ?? "";
  return { personId: callerOf(request).id, workbook: workbookShape.test(workbook) ? workbook : "" };
}

/** Those who take turns: people; where nobody signs in, the pages of the one person at this machine. */
export function callerName(request: FastifyRequest): string {
  const { id } = callerOf(request);
  return id === anybodyId ? pageName(request) : id;
}

/** Tells pages apart, as far as a request says: one person in one workbook on one machine. */
export function pageName(request: FastifyRequest): string {
  return `${callerOf(request).id} ${header(request, "x-workbook") ?? ""} ${request.ip}`;
}

/** The one value of a header, if it has one. */
export function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
