import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Clock } from "../../core/clock";
import { bearerToken, type Authenticate } from "./caller-identity";

/** A token as it is listed: whose it is, never what it is. */
export interface TeamToken {
  readonly id: string;
  readonly name: string;
  readonly isAdministrator: boolean;
  readonly createdAtMs: number;
}

/** A token at rest: its secret is kept as a hash only. */
export interface TokenRow extends TeamToken {
  readonly secretHash: string;
}

/** Where token rows are kept; shared by every gateway and by the command that makes tokens. */
export interface TokenTable {
  get(id: string): Promise<TokenRow | undefined>;
  put(row: TokenRow): Promise<void>;
  /** Resolves to whether there was one. */
  remove(id: string): Promise<boolean>;
  all(): Promise<readonly TokenRow[]>;
}

/** The tokens by which colleagues may ask. */
export interface TeamTokens {
  /** A new token for this person. Its text is told here and never again. */
  create(person: Pick<TeamToken, "name" | "isAdministrator">): Promise<{ readonly token: string; readonly id: string }>;
  /** Oldest first. */
  list(): Promise<readonly TeamToken[]>;
  /** The token is refused from now on; resolves to whether there was one. */
  revoke(id: string): Promise<boolean>;
  readonly authenticate: Authenticate;
}

const tokenShape = /^enrich_([0-9a-f]{8})_([A-Za-z0-9_-]{43})$/;

/** Team tokens over `table`. */
export function createTeamTokens(table: TokenTable, clock: Pick<Clock, "now">): TeamTokens {
  return {
    async create({ name, isAdministrator }) {
      const id = randomBytes(4).toString("hex");
      const secret = randomBytes(32).toString("base64url");
      await table.put({ id, name, isAdministrator, createdAtMs: clock.now(), secretHash: hashOf(secret) });
      return { token: `enrich_${id}_${secret}`, id };
    },
    async list() {
      const rows = await table.all();
      return rows
        .map(({ id, name, isAdministrator, createdAtMs }) => ({ id, name, isAdministrator, createdAtMs }))
        .sort((one, other) => one.createdAtMs - other.createdAtMs);
    },
    revoke: (id) => table.remove(id),
    async authenticate(authorization) {
      const [, id, secret] = tokenShape.exec(bearerToken(authorization) ?? "") ?? [];
      if (id === undefined || secret === undefined) return "unauthenticated";
      const row = await table.get(id);
      if (row === undefined || !isSame(row.secretHash, hashOf(secret))) return "unauthenticated";
      return { id: `token:${row.id}`, name: row.name, isAdministrator: row.isAdministrator };
    },
  };
}

/** A secret of 256 random bits needs no slow hash. */
function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
