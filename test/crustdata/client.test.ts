import { createGatewayAccount } from "../../src/crustdata/account";
import { createCrustdataClient, type CrustdataClientOptions } from "../../src/crustdata/client";
import { createServiceAccount } from "../../src/crustdata/service-account";
import { createFakeClock } from "../support/fake-clock";
import { email, url } from "../support/identifiers";
import { batchOf, never, startSandbox } from "../support/running-sandbox";

function recordingClient(options: Partial<CrustdataClientOptions> = {}) {
  const sent: { url: string; headers: Headers; body: unknown; redirect: string | undefined }[] = [];
  const clock = createFakeClock();
  const client = createCrustdataClient({
    baseUrl: "https://service.example",
    headers: () => ({ authorization: "Bearer secret" }),
    clock,
    fetch: (target, init) => {
      const body: unknown = JSON.parse(init?.body as string);
      sent.push({
        url: new Request(new URL(target as string, "https://page.example")).url,
        headers: new Headers(init?.headers),
        body,
        redirect: init?.redirect,
      });
      return Promise.resolve(new Response("[]", { status: 200 }));
    },
    ...options,
  });
  return { client, sent, clock };
}

describe("what the client sends", () => {
  it("is one list of identifiers, the fields and the version", async () => {
    const { client, sent } = recordingClient();

    await client.enrich(batchOf([url("ada"), url("bo")], { sections: ["basic_profile", "skills"] }), never);

    expect(sent[0]?.url).toBe("https://service.example/person/enrich");
    expect(sent[0]?.body).toEqual({
      professional_network_profile_urls: [url("ada").value, url("bo").value],
      fields: ["basic_profile", "skills"],
    });
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
      "content-type": "application/json",
      "x-api-version": "2025-11-01",
      authorization: "Bearer secret",
    });
  });

  it("carries options only where they differ from their defaults", async () => {
    const { client, sent } = recordingClient();

    await client.enrich(batchOf([email("a@b.example")], { options: { minScore: 0, forceFetch: false } }), never);
    await client.enrich(
      batchOf([url("ada")], { options: { minScore: 0.5, forceFetch: true, enrichRealtime: true } }),
      never,
    );

    expect(sent.map(({ body }) => body)).toEqual([
      { business_emails: ["a@b.example"], fields: ["basic_profile"], min_similarity_score: 0 },
      {
        professional_network_profile_urls: [url("ada").value],
        fields: ["basic_profile"],
        force_fetch: true,
        enrich_realtime: true,
      },
    ]);
  });

  it("says its priority to a gateway, and to nobody else", async () => {
    const toGateway = recordingClient({ sendPriority: true, baseUrl: "/api", headers: () => Promise.resolve({}) });
    const toService = recordingClient();

    await toGateway.client.enrich(batchOf([url("ada")], { priority: "bulk" }), never);
    await toService.client.enrich(batchOf([url("ada")]), never);

    expect(toGateway.sent[0]?.headers.get("x-priority")).toBe("bulk");
    expect(toService.sent[0]?.headers.has("x-priority")).toBe(false);
  });

  it("follows no redirect, which could carry a key elsewhere", async () => {
    const { client, sent } = recordingClient();

    await client.enrich(batchOf([url("ada")]), never);

    expect(sent[0]?.redirect).toBe("error");
  });

  it("goes through a fetch that, as a browser's, is nobody's method", async () => {
    const callers: unknown[] = [];
    const { client } = recordingClient({
      fetch: function (this: unknown) {
        callers.push(this);
        return Promise.resolve(new Response("[]"));
      },
    });

    await client.enrich(batchOf([url("ada")]), never);

    expect(callers).toEqual([undefined]);
  });

  it("is nothing, once nobody waits for it", async () => {
    const { client, sent } = recordingClient();

    expect(await client.enrich(batchOf([url("ada")]), AbortSignal.abort())).toEqual({ outcome: "unreachable" });
    expect(sent).toEqual([]);
  });
});

describe("a request without a reply", () => {
  const hanging: typeof fetch = (_url, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
    });

  it("is lost once its time is over", async () => {
    const { client, clock } = recordingClient({ fetch: hanging, timeoutMs: 500 });

    const reply = client.enrich(batchOf([url("ada")]), never);
    await clock.advance(500);

    expect(await reply).toEqual({ outcome: "lost", cause: "timeout" });
    expect(clock.sleepers).toBe(0);
  });

  it("is lost when its caller gives up, for it may have been billed", async () => {
    const { client, clock } = recordingClient({ fetch: hanging });
    const caller = new AbortController();

    const reply = client.enrich(batchOf([url("ada")]), caller.signal);
    await clock.advance(1);
    caller.abort();

    expect(await reply).toEqual({ outcome: "lost", cause: "connection" });
    await clock.advance(0);
    expect(clock.sleepers).toBe(0);
  });

  it("has not left where nobody listens", async () => {
    const sandbox = await startSandbox();
    await sandbox.close();

    expect(await sandbox.service.enrich(batchOf([url("ada")]), never)).toEqual({ outcome: "unreachable" });
  });

  it("has not left where a browser only says that it failed", async () => {
    const { client } = recordingClient({ fetch: () => Promise.reject(new TypeError("Failed to fetch")) });

    expect(await client.enrich(batchOf([url("ada")]), never)).toEqual({ outcome: "unreachable" });
  });
});

describe("the account", () => {
  it("is read from the service", async () => {
    const sandbox = await startSandbox({ credits: 500, requestsPerMinute: 30 });
    const headers = { authorization: "Bearer sandbox-key" };
    const account = createServiceAccount({ ...sandbox, fetch, headers: () => headers });
    await sandbox.service.enrich(batchOf([url("mira-solvang-example")]), never);

    expect(await account.credits()).toMatchObject({ outcome: "read", value: 499 });
    expect(await account.permissions()).toMatchObject({
      outcome: "read",
      value: {
        enabled: true,
        requestsPerMinute: 30,
        enabledFields: expect.arrayContaining([
          "basic_profile",
          "experience.employment_details.current.title",
        ]) as unknown,
        disabledFields: expect.arrayContaining(["certifications", "honors"]) as unknown,
      },
    });
    await sandbox.close();
  });

  it.each([
    ["key_refused", { authorization: "Bearer sandbox-bad-key" }],
    ["key_missing", {}],
  ])("says %s of a key that is", async (outcome, headers) => {
    const sandbox = await startSandbox();
    const account = createServiceAccount({ ...sandbox, fetch, headers: () => headers });

    expect(await account.credits()).toEqual({ outcome });
    await sandbox.close();
    expect(await account.credits()).toMatchObject({ outcome: "unavailable" });
  });

  it("is read from a gateway", async () => {
    let body: object = { credits: null, requestsPerMinute: 15, remaining: 12, source: "team" };
    const clock = createFakeClock();
    const asked: string[] = [];
    const read = createGatewayAccount({
      baseUrl: "/api",
      headers: () => ({}),
      clock,
      fetch: (target) => {
        asked.push(target as string);
        return Promise.resolve(Response.json(body));
      },
    });

    expect(await read()).toMatchObject({
      outcome: "read",
      value: { credits: undefined, requestsPerMinute: 15, remaining: 12, source: "team" },
    });
    expect(asked).toEqual(["/api/account"]);
    for (const [people, expected] of [
      ["invented", "invented"],
      ["of another planet", undefined],
      [7, undefined],
    ]) {
      body = { source: "personal", people };
      expect(await read()).toMatchObject({ outcome: "read", value: { source: "personal", people: expected } });
    }
  });
});
