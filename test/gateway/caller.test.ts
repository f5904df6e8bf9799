import { callerName, pageName } from "../../src/gateway/caller";
import { anybody, type Authenticate } from "../../src/gateway/auth/caller-identity";
import { requireCaller } from "../../src/gateway/auth/require-caller";
import { createHttpServer } from "../../src/gateway/http-server";

/** The names that a request from this workbook gets. */
async function namesOf(authenticate: Authenticate, workbook: string): Promise<{ caller: string; page: string }> {
  const server = createHttpServer({});
  requireCaller(server, authenticate, []);
  server.get("/", (request) => ({ caller: callerName(request), page: pageName(request) }));
  const reply = await server.inject({ url: "/", headers: { "x-workbook": workbook } });
  await server.close();
  return reply.json<{ caller: string; page: string }>();
}

const ada: Authenticate = () => Promise.resolve({ id: "token:ada", name: "Ada", isAdministrator: false });

describe("whose turn it is", () => {
  it("is a person's, in however many workbooks", async () => {
    const [one, other] = [await namesOf(ada, "w1"), await namesOf(ada, "w2")];

    expect([one.caller, other.caller]).toEqual(["token:ada", "token:ada"]);
    expect(one.page).not.toBe(other.page);
  });

  it("is a workbook's, where nobody signs in", async () => {
    expect((await namesOf(anybody, "w1")).caller).not.toBe((await namesOf(anybody, "w2")).caller);
  });
});
