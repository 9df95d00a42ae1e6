import { createHash, X509Certificate } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { cacheDir } from '../cache-dir';
import { certificateNames } from '../hosts';

export interface Certificate {
  /** PEM. */
  readonly key: string;
  /** PEM. */
  readonly cert: string;
  /** base64 SHA-256 of the public key, for Chromium's `--ignore-certificate-errors-spki-list`. */
  readonly spki: string;
}

const dayMs = 86_400_000;

/** The site's self-signed certificate: kept in `.cache/`, so that a browser profile meets the same one again. */
export async function certificate(): Promise<Certificate> {
  const path = join(await cacheDir('site-certificate'), `${nameOfHosts()}.pem`);
  const pem = (await readIfValid(path)) ?? (await make(path));
  const end = pem.indexOf('-----BEGIN CERTIFICATE-----');
  const cert = pem.slice(end);
  return { key: pem.slice(0, end), cert, spki: spkiOf(cert) };
}

const nameOfHosts = (): string =>
  createHash('sha256').update(certificateNames.join()).digest('hex').slice(0, 12);

async function readIfValid(path: string): Promise<string | undefined> {
  const pem = await readFile(path, 'utf8').catch(() => undefined);
  if (pem === undefined) return undefined;
  const until = Date.parse(new X509Certificate(pem).validTo);
  return until > Date.now() + dayMs ? pem : undefined;
}

async function make(path: string): Promise<string> {
  const made = await generate([{ name: 'commonName', value: 'Reelkeep offline video site' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + 365 * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames: [
          ...certificateNames.map((value) => ({ type: 2 as const, value })),
          { type: 7 as const, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  const pem = `${made.private.trim()}\n${made.cert.trim()}\n`;
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, pem, { mode: 0o600 });
  await rename(draft, path);
  return pem;
}

function spkiOf(cert: string): string {
  const key = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}
