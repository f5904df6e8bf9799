import Fastify from "fastify";
import { anybody } from "../../src/gateway/auth/caller-identity";
import { requireCaller } from "../../src/gateway/auth/require-caller";
import { registerForgetRoutes } from "../../src/gateway/forget-routes";

test.each([
  ["/person", { business_emails: ["ada@fjord.example"] }],
  ["/answers", { everybody: true }],
])(
  "what DELETE %s could not delete is told to its caller, and why to whoever runs the gateway",
  async (url, payload) => {
    const away = new Error("Away.");
    const defects: unknown[] = [];
    const server = Fastify();
    requireCaller(server, anybody, []);
    const forgetting = { people: () => Promise.reject(away), everybody: () => Promise.reject(away) };
    registerForgetRoutes(server, forgetting, (cause) => void defects.push(cause));

    const reply = await server.inject({ method: "DELETE", url, payload });

    expect([reply.statusCode, reply.headers["retry-after"]]).toEqual([503, "30"]);
    expect(reply.body).not.toContain("Away");
    expect(defects).toEqual([away]);
  },
);
