import { X509Certificate, createPrivateKey } from "node:crypto";
import { chmod, mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";

/** What an https listener needs, in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  /** Whether this machine's browsers know its issuer; otherwise they warn once. */
  readonly isTrusted: boolean;
}

export interface CertificateOptions {
  /** Where a certificate of our own is kept. */
  readonly dataDir: string;
  /** Host names and addresses it is made for. */
  readonly domains?: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

const validDays = 90;
/** A certificate that ends within a day is as good as expired: a demo may run overnight. */
const spareMs = 24 * 60 * 60 * 1000;

/**
 * A certificate for localhost: the trusted developer certificate of office-addin-dev-certs where that is installed,
 * else one of our own under `dataDir`, made on first use and again when it runs out. Nothing is installed.
 */
export async function localhostCertificate(options: CertificateOptions): Promise<Certificate> {
  const nowMs = (options.now ?? Date.now)();
  const domains = options.domains ?? ["localhost", "127.0.0.1"];
  return (await trustedCertificate(domains, nowMs)) ?? (await ownCertificate(options.dataDir, domains, nowMs));
}

async function trustedCertificate(domains: readonly string[], nowMs: number): Promise<Certificate | undefined> {
  const { certificateDirectory, localhostCertificatePath, localhostKeyPath } =
    await import("office-addin-dev-certs/lib/defaults");
  // The check starts a shell: only where there is something to check.
  const pair = await readPair(localhostCertificatePath, localhostKeyPath);
  if (pair === undefined || !isUsable(pair, domains, nowMs)) return undefined;
  const { verifyCertificates } = await import("office-addin-dev-certs");
  try {
    return verifyCertificates(localhostCertificatePath, localhostKeyPath) ? { ...pair, isTrusted: true } : undefined;
  } catch {
    // No shell, or a platform the tool does not know: then nothing has installed the certificate either.
    console.warn(`The developer certificate in ${certificateDirectory} could not be verified; making an own one.`);
    return undefined;
  }
}

async function ownCertificate(dataDir: string, domains: readonly string[], nowMs: number): Promise<Certificate> {
  const folder = path.resolve(dataDir, "certificate");
  const certPath = path.join(folder, "localhost.crt");
  const keyPath = path.join(folder, "localhost.key");
  const kept = await readPair(certPath, keyPath);
  if (kept && isUsable(kept, domains, nowMs)) return { ...kept, isTrusted: false };

  // generateCertificates leaves existing files as they are.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { generateCertificates } = await import("office-addin-dev-certs/lib/generate");
  await quietly(() => generateCertificates(path.join(folder, "ca.crt"), certPath, keyPath, validDays, [...domains]));
  await chmod(keyPath, 0o600);
  const made = await readPair(certPath, keyPath);
  if (!made) throw new Error(`The certificate made in ${folder} cannot be read.`);
  return { ...made, isTrusted: false };
}

async function readPair(certPath: string, keyPath: string): Promise<{ cert: string; key: string } | undefined> {
  try {
    return { cert: await readFile(certPath, "utf8"), key: await readFile(keyPath, "utf8") };
  } catch {
    return undefined;
  }
}

function isUsable(pair: { cert: string; key: string }, domains: readonly string[], nowMs: number): boolean {
  try {
    const certificate = new X509Certificate(pair.cert);
    const covers = (domain: string) =>
      certificate.checkHost(domain) !== undefined || certificate.checkIP(domain) !== undefined;
    return (
      certificate.checkPrivateKey(createPrivateKey(pair.key)) &&
      Date.parse(certificate.validFrom) <= nowMs &&
      Date.parse(certificate.validTo) > nowMs + spareMs &&
      domains.every(covers)
    );
  } catch {
    return false;
  }
}

/** The tool reports on the console where it put its files; the program says so itself. */
async function quietly(work: () => Promise<void>): Promise<void> {
  const log = console.log;
  console.log = () => undefined;
  try {
    await work();
  } finally {
    console.log = log;
  }
}
