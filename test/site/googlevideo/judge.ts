import { parseRange } from './parse-range';

/** What the site knows of the format behind an address. */
export interface MediaTruth {
  readonly bytes: number;
  /** Formats with `ratebypass` come at full speed however much is asked at once. */
  readonly rateBypass: boolean;
  readonly signatureIsRight: (signature: string) => boolean;
  /** The answer for this address's `n`; absent where the era has no `n`. */
  readonly solvedN?: string;
  /** Absent: neither expires nor is bound to an address, as a captured page's URLs must not be. */
  readonly bound?: { readonly nowSeconds: number; readonly minGeneration: number };
}

export interface MediaAsk {
  readonly query: URLSearchParams;
  /** Of the `ei` parameter; undefined where it is none of the site's own. */
  readonly generation: number | undefined;
  readonly rangeHeader: string | undefined;
  readonly remoteAddress: string;
}

export type Refusal = 'signature' | 'expired' | 'address' | 'range';

export type Verdict =
  | { readonly kind: 'refused'; readonly status: 403 | 416; readonly reason: Refusal }
  | {
      readonly kind: 'served';
      readonly status: 200 | 206;
      readonly start: number;
      readonly end: number;
      readonly slowed?: { readonly because: 'n' | 'length'; readonly bytesPerSecond: number };
    };

/** More than this in one request is slowed (facts §5: why players and downloaders fetch in pieces of 10 MiB). */
export const fullSpeedBytes = 10 * 1024 * 1024;
export const slowForN = 50_000;
export const slowForLength = 200_000;

const refused = (status: 403 | 416, reason: Refusal): Verdict => ({
  kind: 'refused',
  status,
  reason,
});

/** googlevideo's rules for one request. The order is that of the facts (§5): what refuses comes before what slows. */
export function judge(ask: MediaAsk, truth: MediaTruth): Verdict {
  const { query } = ask;
  const signature = query.get('sig') ?? query.get('signature') ?? '';
  if (!truth.signatureIsRight(signature)) return refused(403, 'signature');
  if (truth.bound && isExpired(ask, truth.bound)) return refused(403, 'expired');
  if (truth.bound && query.get('ip') !== ask.remoteAddress) return refused(403, 'address');
  const inQuery = query.get('range') ?? undefined;
  // A parameter is answered with 200 and just those bytes, a header with 206: the header yields.
  const inHeader = inQuery === undefined ? ask.rangeHeader?.replace(/^bytes=/, '') : undefined;
  const asked = parseRange(inQuery ?? inHeader, truth.bytes);
  if (asked.kind === 'unsatisfiable') return refused(416, 'range');
  const { start, end } = asked.kind === 'part' ? asked : { start: 0, end: truth.bytes - 1 };
  const status = inHeader !== undefined && asked.kind === 'part' ? 206 : 200;
  const slowed = slowing(query, truth, end - start + 1);
  return { kind: 'served', status, start, end, ...(slowed && { slowed }) };
}

function isExpired(
  { query, generation }: MediaAsk,
  { nowSeconds, minGeneration }: NonNullable<MediaTruth['bound']>,
): boolean {
  return (
    Number(query.get('expire')) <= nowSeconds ||
    generation === undefined ||
    generation < minGeneration
  );
}

function slowing(query: URLSearchParams, truth: MediaTruth, length: number) {
  if (truth.solvedN !== undefined && query.get('n') !== truth.solvedN) {
    return { because: 'n', bytesPerSecond: slowForN } as const;
  }
  return !truth.rateBypass && length > fullSpeedBytes
    ? ({ because: 'length', bytesPerSecond: slowForLength } as const)
    : undefined;
}
