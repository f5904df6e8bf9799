import { X509Certificate } from "node:crypto";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { localhostCertificate } from "../../src/certificate";

describe("the certificate for localhost", () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), "enrich-certificate-"));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  // Names that no installed developer certificate covers, so that the machine's own one cannot stand in.
  const domains = ["localhost", "127.0.0.1", "enrich.test"];

  it("is made on first use, is used again, and its key is for its owner only", async () => {
    const first = await localhostCertificate({ dataDir, domains });
    const second = await localhostCertificate({ dataDir, domains });

    expect(second).toEqual(first);
    expect(first.isTrusted).toBe(false);
    expect(new X509Certificate(first.cert).checkHost("localhost")).toBe("localhost");
    if (process.platform !== "win32") {
      expect((await stat(path.join(dataDir, "certificate/localhost.key"))).mode & 0o077).toBe(0);
    }
  });

  it("is made again when it has run out", async () => {
    const first = await localhostCertificate({ dataDir, domains });

    const later = await localhostCertificate({ dataDir, domains, now: () => Date.now() + 89.5 * 24 * 3_600_000 });

    expect(later.cert).not.toBe(first.cert);
  });

  it("is made again when its files are damaged", async () => {
    const first = await localhostCertificate({ dataDir, domains });
    await writeFile(path.join(dataDir, "certificate/localhost.key"), "not a key");

    const again = await localhostCertificate({ dataDir, domains });

    expect(again.key).not.toBe("not a key");
    expect(again.cert).not.toBe(first.cert);
  });
});
