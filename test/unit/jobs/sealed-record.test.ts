import { describe, expect, it } from 'vitest';
import { seal, unseal } from '../../../src/jobs/sealed-record';
import { sampleJob } from './sample-job';

const state = { sequence: 7, text: JSON.stringify(sampleJob({ state: 'queued' })) };
const bytes = (told: string): Uint8Array => new TextEncoder().encode(told);

describe('a sealed record', () => {
  it('comes back as it went in, whatever its text', () => {
    expect(unseal(seal(state))).toEqual(state);
    const odd = {
      sequence: Number.MAX_SAFE_INTEGER,
      text: JSON.stringify('Žlutý 🐎 \u0000 \ud800'),
    };
    expect(unseal(seal(odd))).toEqual(odd);
    expect(unseal(seal({ sequence: 0, text: '' }))).toEqual({ sequence: 0, text: '' });
  });

  it('can be read by a person: checksum, length, sequence, JSON', () => {
    const text = new TextDecoder().decode(seal({ sequence: 31, text: '{"a":1}' }));
    expect(text).toMatch(/^[0-9a-f]{8}000000070000000000001f\{"a":1\}$/);
  });

  it('stands before whatever was there already', () => {
    const longer = new Uint8Array(5_000).fill(65);
    longer.set(seal(state));
    expect(unseal(longer)).toEqual(state);
  });

  it('is known to be damaged by any single bit', () => {
    const whole = seal(state);
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const flipped = Uint8Array.from(whole);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(unseal(flipped), `bit ${bit}`).toBeUndefined();
    }
  });

  it('is known to be cut off, wherever', () => {
    const whole = seal(state);
    for (let length = 0; length < whole.length; length += 1) {
      expect(unseal(whole.subarray(0, length))).toBeUndefined();
    }
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['zeros', new Uint8Array(4_096)],
    ['a length that nobody has the memory for', bytes(`00000000ffffffff${'0'.repeat(100)}`)],
    ['digits that are none', bytes(`0000000000000-1f${'0'.repeat(100)}`)],
  ])('%s is none', (_, damaged) => {
    expect(unseal(damaged)).toBeUndefined();
  });
});
