import { describe, expect, it } from 'vitest';
import { type Box, laidOut } from '../../../src/media/mp4-box';
import { KeptTable } from '../../../src/media/number-table';
import { SampleTable } from '../../../src/media/sample-table';

/** What stands in a table's boxes as 32-bit numbers, after the version; `ctts` and the like by name. */
function numbersOf(boxes: readonly Box[]): Record<string, number[]> {
  return Object.fromEntries(
    boxes.map((box) => {
      const pieces = [...laidOut(box, 0)].map(({ piece }) => piece);
      const bytes = Buffer.concat(pieces.filter((piece) => piece instanceof Uint8Array));
      const numbers = Array.from({ length: bytes.length / 4 - 3 }, (_, at) =>
        bytes.readInt32BE(12 + at * 4),
      );
      return [box.type, numbers];
    }),
  );
}

const newTable = (base = 0): SampleTable =>
  new SampleTable({ timescale: 100, base, isLong: base > 2 ** 31, table: () => new KeptTable() });

/** Packets of 10 units each, shown at the times given, one after the other in the file from 0 on. */
function tableOf(times: readonly number[], keys: readonly number[], base = 0): SampleTable {
  const table = newTable(base);
  const span = 10;
  let place = 0;
  for (const [at, time] of times.entries()) {
    const packet = { bytes: 5 + at, isKey: keys.includes(at) };
    table.add(packet, time, span, place, at > 0);
    place += packet.bytes;
  }
  table.close();
  return table;
}

describe('the tables of an mp4', () => {
  it('say a steady track in one entry each', () => {
    const found = numbersOf(tableOf([0, 10, 20, 30], [0, 1, 2, 3], 1000).boxes());
    expect(found).toEqual({
      stts: [1, 4, 10],
      stsc: [1, 1, 4, 1],
      stsz: [0, 4, 5, 6, 7, 8],
      stco: [1, 1000],
    });
  });

  it('make up the times of decoding where pictures are shown in another order', () => {
    const found = numbersOf(tableOf([0, 30, 10, 20, 40, 60, 50], [0, 4]).boxes());
    expect(found.stts).toEqual([1, 7, 10]);
    // Decoded at 0, 10, 20, 30 and 40, 50, 60.
    expect(found.ctts).toEqual([6, 1, 0, 1, 20, 2, -10, 1, 0, 1, 10, 1, -10]);
    expect(found.cslg).toEqual([10, -10, 20, 0, 70]);
    expect(found.stss).toEqual([2, 1, 5]);
  });

  it('begin a chunk after another track, and after a second', () => {
    const table = newTable();
    const packet = { bytes: 5, isKey: true };
    table.add(packet, 0, 50, 0, false);
    table.add(packet, 50, 50, 5, true);
    table.add(packet, 100, 50, 10, true);
    table.add(packet, 150, 50, 100, false);
    table.add(packet, 200, 50, 105, true);
    table.close();
    const found = numbersOf(table.boxes());
    expect(found.stco).toEqual([3, 0, 10, 100]);
    expect(found.stsc).toEqual([3, 1, 2, 1, 2, 1, 1, 3, 2, 1]);
  });

  it('tell places beyond four gigabytes in 64 bits', () => {
    const found = numbersOf(tableOf([0], [0], 2 ** 32 + 7).boxes());
    expect(found.co64).toEqual([1, 1, 7]);
    expect(found.stco).toBeUndefined();
  });

  it('never go back in the time of decoding, whatever a source says', () => {
    const found = numbersOf(tableOf([0, 50, 20, 60], [0, 2]).boxes());
    expect(found.stts).toEqual([3, 1, 50, 1, 0, 2, 10]);
    expect(found.ctts?.slice(1)).toEqual([2, 0, 1, -30, 1, 0]);
  });

  it('keep a source that begins before zero, and its bytes and peak', () => {
    const table = tableOf([-20, -10, 0, 10], [0, 1, 2, 3]);
    expect([table.start, table.end, table.samples, table.mediaBytes]).toEqual([-20, 20, 4, 26]);
    expect(table.peakBytes).toBe(15);
  });
});
