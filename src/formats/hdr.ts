/** Transfer characteristics of ITU-T H.273: 16 is PQ (SMPTE ST 2084), 18 is HLG (ARIB STD-B67). */
const hdrTransfers: ReadonlySet<number> = new Set([16, 18]);

/** Where the fields stand between the dots; both bindings leave the optional ones away all at once. */
const fields: Readonly<Record<string, { depth: number; transfer: number }>> = {
  // vp09.PP.LL.DD.CC.cp.tc.mc.FF
  vp09: { depth: 3, transfer: 6 },
  // av01.P.LLT.DD.M.CCC.cp.tc.mc.F
  av01: { depth: 3, transfer: 7 },
};

/** Whether a codec string tells of a high dynamic range; `undefined` where it does not say. */
export function codecHdr(written: string): boolean | undefined {
  const parts = written.toLowerCase().split('.');
  const [entry = ''] = parts;
  // YouTube writes the short form of VP9 profile 2 for HDR only.
  if (entry === 'vp9') return parts[1] === '2' ? true : undefined;
  const at = Object.hasOwn(fields, entry) ? fields[entry] : undefined;
  if (at === undefined) return undefined;
  const transfer = parts[at.transfer];
  if (transfer !== undefined) return hdrTransfers.has(Number(transfer));
  return Number(parts[at.depth]) === 8 ? false : undefined;
}

/**
 * Whether a transfer named in words is HDR: `colorInfo.transferCharacteristics` of player responses
 * (`COLOR_TRANSFER_CHARACTERISTICS_SMPTEST2084`), `eotf` of stream maps (`smpte2084`, `arib-std-b67`).
 */
export const isHdrTransfer = (words: string): boolean => /2084|b67|hlg/i.test(words.slice(0, 100));
