import { describe, expect, it } from 'vitest';
import { ContentDoubt } from '../../../src/transfer/content-identity';
import { FileLedger, type LedgerRecord } from '../../../src/transfer/file-ledger';

const record: LedgerRecord = {
  total: 100,
  etag: '"a"',
  blocks: [
    [0, 60, 60],
    [60, 60, 100],
  ],
};

describe('what is known of a file', () => {
  it('grows with each answer and survives the journal', () => {
    const ledger = new FileLedger();
    ledger.learn({ total: 100, etag: '"a"' });
    ledger.learn({ total: 100, lastModified: 'then' });
    expect(ledger.record()).toEqual({
      total: 100,
      etag: '"a"',
      lastModified: 'then',
      blocks: [[0, 0, 100]],
    });
    expect(new FileLedger(100, record).record()).toEqual(record);
  });

  it('believes no length beyond a terabyte, whoever states it', () => {
    expect(() => new FileLedger(9_007_199_254_740_991)).toThrow('No file is as long');
    const ledger = new FileLedger();
    expect(() => ledger.learn({ total: 999_999_999_999_999 })).toThrow('No file is as long');
    ledger.learn({ total: 2 ** 40 });
    expect(ledger.plan.total).toBe(2 ** 40);
  });

  it('is dropped where the format now states another length, or the record none', () => {
    expect(new FileLedger(101, record).plan.received).toBe(0);
    expect(new FileLedger(100, { blocks: record.blocks }).plan.received).toBe(0);
    expect(new FileLedger(undefined, record).plan.received).toBe(60);
  });

  it.each([
    [{ total: 99 }, 'content-changed'],
    [{ total: 100, etag: '"b"' }, 'content-changed'],
  ])('%o on another day is %s', (seen, code) => {
    expect(() => new FileLedger(undefined, record).learn(seen)).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('an ETag is one host’s own; lengths and dates are the same everywhere', () => {
    const ledger = new FileLedger(undefined, { ...record, host: 'a', lastModified: 'then' });
    expect(() => ledger.learn({ total: 100, etag: '"b"', host: 'a' })).toThrow('changed');
    expect(() => ledger.learn({ total: 100, etag: '"b"', host: 'b' })).not.toThrow();
    expect(() => ledger.learn({ total: 100, etag: '"c"', host: 'b' })).toThrow('changed');
    expect(() => ledger.learn({ total: 99, host: 'c' })).toThrow('changed');
    expect(() => ledger.learn({ total: 100, lastModified: 'now', host: 'c' })).toThrow('changed');
    expect(ledger.record()).toMatchObject({ etag: '"a"', host: 'a', lastModified: 'then' });
  });

  it('an ETag of nobody in particular, as old records have it, is held against whoever answers', () => {
    expect(() => new FileLedger(100, record).learn({ etag: '"b"', host: 'a' })).toThrow('changed');
    const ledger = new FileLedger(100, record);
    ledger.learn({ total: 100, etag: '"a"', host: 'a' });
    expect(ledger.record()).toMatchObject({ etag: '"a"', host: 'a' });
    expect(() => ledger.learn({ total: 100, etag: '"b"', host: 'b' })).not.toThrow();
  });

  it('another ETag or date is a doubt, not yet another content; a weak ETag is none', () => {
    const ledger = new FileLedger(undefined, { ...record, host: 'a', lastModified: 'then' });
    const seen = { total: 100, etag: '"b"', lastModified: 'now', host: 'a' };
    expect(() => ledger.learn(seen)).toThrow(ContentDoubt);
    expect(() => ledger.learn({ total: 99, host: 'a' })).toThrow(
      expect.not.objectContaining({ seen: expect.anything() }),
    );
    expect(() => ledger.learn({ etag: 'W/"a"', host: 'a' })).not.toThrow();
    ledger.adopt(seen);
    ledger.learn(seen);
    ledger.learn({ etag: '"a"', lastModified: 'then', host: 'a' });
    expect(ledger.record()).toMatchObject(seen);
  });

  it('the names of another host do not take the place of those by which the bytes are known', () => {
    const ledger = new FileLedger(undefined, { ...record, host: 'a', lastModified: 'then' });
    ledger.adopt({ total: 100, lastModified: 'now', host: 'b' });
    ledger.learn({ total: 100, lastModified: 'now', host: 'b' });
    expect(ledger.record()).toMatchObject({ etag: '"a"', lastModified: 'then', host: 'a' });
  });

  it('is emptied where the content is another: then everything is missing, and nothing known', () => {
    const ledger = new FileLedger(undefined, record);
    ledger.empty();
    expect(ledger.plan.received).toBe(0);
    ledger.learn({ total: 80, etag: '"b"' });
    expect(ledger.record()).toEqual({ total: 80, etag: '"b"', blocks: [[0, 0, 80]] });
  });

  it('an answer that says less contradicts nothing', () => {
    expect(() => new FileLedger(100, record).learn({ total: 100 })).not.toThrow();
  });
});
