import { describe, expect, it } from 'vitest';
import { codecHdr, isHdrTransfer } from '../../../src/formats/hdr';

describe('codecHdr', () => {
  it.each([
    ['vp09.02.51.10.01.09.16.09.00', true],
    ['vp09.02.51.10.01.09.18.09.00', true],
    ['vp09.02.51.10.01.01.01.01.00', false],
    ['vp09.00.51.08.01.01.01.01.00', false],
    ['vp09.02.51.10', undefined],
    ['vp09.00.51.08', false],
    ['vp9.2', true],
    ['vp9', undefined],
    ['av01.0.12M.10.0.110.09.16.09.0', true],
    ['av01.0.12M.10.0.110.09.18.09.0', true],
    ['av01.0.12M.10.0.110.01.01.01.0', false],
    ['av01.0.12M.08', false],
    ['av01.0.12M.10', undefined],
    ['avc1.640028', undefined],
    ['', undefined],
  ])('%s: %s', (written, hdr) => {
    expect(codecHdr(written)).toBe(hdr);
  });
});

describe('isHdrTransfer', () => {
  it.each([
    ['COLOR_TRANSFER_CHARACTERISTICS_SMPTEST2084', true],
    ['COLOR_TRANSFER_CHARACTERISTICS_ARIB_STD_B67', true],
    ['smpte2084', true],
    ['arib-std-b67', true],
    ['COLOR_TRANSFER_CHARACTERISTICS_BT709', false],
    ['bt709', false],
  ])('%s: %s', (words, hdr) => {
    expect(isHdrTransfer(words)).toBe(hdr);
  });
});
