import { ReelkeepError } from '../../errors';
import type { Format } from '../../formats/format';
import { mediaAddress } from './allowed-address';
import { withSignature } from './format-source';
import { findN, replaceN } from './n-in-address';

/** Solves all that is asked at once; each map holds an answer for each challenge, under the challenge. */
export type Decipher = (challenges: Challenges) => Promise<{
  readonly signatures: ReadonlyMap<string, string>;
  readonly ns: ReadonlyMap<string, string>;
}>;

export interface Challenges {
  readonly signatures: string[];
  readonly ns: string[];
}

/** What of the formats' addresses needs the player script, each challenge once. */
export function challengesOf(formats: readonly Format[]): Challenges {
  const signatures = new Set<string>();
  const ns = new Set<string>();
  for (const { source } of formats) {
    if (!('url' in source)) continue;
    if (source.kind === 'cipher') signatures.add(source.s);
    const n = findN(source.url);
    if (n !== undefined) ns.add(n);
  }
  return { signatures: [...signatures], ns: [...ns] };
}

/**
 * The formats' ready addresses by format id: `s` deciphered and set, `n` replaced by its answer in the
 * query or in the path. The player is asked once for all, and not at all where nothing needs it. A
 * format without an address is left out.
 * @throws unknown-cipher, address-not-allowed, and what `decipher` throws.
 */
export async function resolveFormats(
  formats: readonly Format[],
  decipher: Decipher,
  signal: AbortSignal,
): Promise<Map<string, string>> {
  signal.throwIfAborted();
  const challenges = challengesOf(formats);
  const isReady = challenges.signatures.length + challenges.ns.length === 0;
  const { signatures, ns } = isReady
    ? { signatures: new Map<string, string>(), ns: new Map<string, string>() }
    : await decipher(challenges);
  signal.throwIfAborted();
  const resolved = new Map<string, string>();
  for (const { id, source } of formats) {
    if (!('url' in source)) continue;
    const n = findN(source.url);
    const url = n === undefined ? source.url : replaceN(source.url, answerTo(n, ns, 'n'));
    const signed =
      source.kind === 'cipher'
        ? withSignature(url, source.sp, answerTo(source.s, signatures, 'signature'))
        : url;
    resolved.set(id, checked(signed));
  }
  return resolved;
}

function answerTo(
  challenge: string,
  answers: ReadonlyMap<string, string>,
  kind: 'signature' | 'n',
): string {
  const answer = answers.get(challenge);
  if (answer) return answer;
  throw new ReelkeepError('unknown-cipher', 'The player script left a challenge unsolved.', {
    facts: { kind },
  });
}

function checked(url: string): string {
  const address = mediaAddress(url);
  if (address !== undefined) return address;
  throw new ReelkeepError('address-not-allowed', 'A solved address is not one of media.');
}
