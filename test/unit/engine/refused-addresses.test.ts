import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import type { PartRequest } from '../../../src/jobs/job';
import { asking, jobOf, Rig, renewed, urlOf } from './engine-rig';
import { clipServers } from './serve-for-test';

const serve = clipServers();

describe('addresses that the server refuses', () => {
  const refused =
    (until: number, status = 403) =>
    (index: number) =>
      index < until ? ({ kind: 'status', status } as const) : undefined;
  const expired = (part: PartRequest, expire: number): PartRequest =>
    asking(part, `expire=${expire}`);

  it.each([403, 410])(
    'by %i are renewed through the page, and the file comes whole',
    async (status) => {
      const media = await serve('whole.mp4', refused(1, status));
      const rig = new Rig();
      const asked: unknown[] = [];
      const part = media.part('whole');
      rig.onRenew = async (request) => {
        asked.push(request);
        return renewed({ [part.formatId]: `${urlOf(part)}?fresh` });
      };
      await rig.host.requests.start(jobOf([part]));
      await rig.until('done');
      expect(asked).toEqual([
        {
          videoUrl: 'https://www.youtube.com/watch?v=x',
          origin: { tabId: 5 },
          formats: [{ formatId: part.formatId, itag: 0, contentLength: media.bytes.length }],
          wish: { before: { tier: 'page-address', doubt: { kind: 'moved' } }, failed: [] },
        },
      ]);
      expect(rig.savedBytes()).toEqual(media.bytes);
    },
  );

  it('are not even tried where they have expired, and raise no doubt', async () => {
    const media = await serve('whole.mp4');
    const rig = new Rig();
    const part = expired(media.part('whole'), 1000);
    const doubts: unknown[] = [];
    let askedBefore: number | undefined;
    rig.onRenew = async ({ wish }) => {
      doubts.push(wish.before?.doubt.kind);
      askedBefore = media.server.seen.length;
      return renewed({ [part.formatId]: urlOf(media.part('whole')) });
    };
    await rig.host.requests.start(jobOf([part]));
    await rig.until('done');
    expect([doubts, askedBefore]).toEqual([['expired'], 0]);
  });

  it('end the job when the new ones are refused as well: one remedy, once, and no other way', async () => {
    const media = await serve('whole.mp4', refused(100));
    const rig = new Rig();
    const part = media.part('whole');
    let asked = 0;
    rig.onRenew = async () => {
      asked += 1;
      return renewed({ [part.formatId]: `${urlOf(part)}?fresh=${asked}` });
    };
    await rig.host.requests.start(jobOf([part]));
    const { current } = await rig.until('failed');
    expect(current).toMatchObject({ error: { code: 'http-403' } });
    expect(asked).toBe(2);
  });

  it('end the job, and say why, when the page is gone', async () => {
    const media = await serve('whole.mp4', refused(100));
    const rig = new Rig();
    await rig.host.requests.start(jobOf([media.part('whole')]));
    const { current } = await rig.until('failed');
    expect(current).toMatchObject({
      error: { code: 'http-403', facts: { status: 403, renewal: 'page-not-reachable' } },
    });
  });

  it('are asked for again as often as they expire, while bytes come', async () => {
    const media = await serve('h264.mp4', (index) =>
      index % 2 === 0 ? { kind: 'status', status: 403 } : { kind: 'reset', afterBytes: 20_000 },
    );
    const rig = new Rig();
    const part = expired(media.part('video'), Math.ceil(Date.now() / 1000) + 3600);
    const doubts: unknown[] = [];
    rig.onRenew = async ({ wish }) => {
      doubts.push(wish.before?.doubt.kind);
      return renewed({ [part.formatId]: `${urlOf(part)}&again=${doubts.length}` });
    };
    await rig.host.requests.start(jobOf([part]));
    await rig.until('done');
    expect(doubts.length).toBeGreaterThanOrEqual(2);
  });

  it('of another version end the job: what is on the disk does not fit', async () => {
    const media = await serve('whole.mp4', refused(100));
    const rig = new Rig();
    rig.onRenew = async () => {
      throw new ReelkeepError('format-changed', 'Another version.');
    };
    await rig.host.requests.start(jobOf([media.part('whole')]));
    const { current } = await rig.until('failed');
    expect(current).toMatchObject({ error: { code: 'format-changed' } });
  });

  it('whose page cannot be had for want of a network are waited for with it', async () => {
    const media = await serve('whole.mp4', refused(1));
    const rig = new Rig();
    let asked = 0;
    rig.onRenew = async () => {
      asked += 1;
      if (asked === 1) throw new ReelkeepError('network-lost', 'The network gave out.');
      return renewed({ [media.part('whole').formatId]: urlOf(media.part('whole')) });
    };
    await rig.host.requests.start(jobOf([media.part('whole')]));
    const { current } = await rig.until('waiting');
    expect(current).toMatchObject({ reason: 'network', error: { code: 'http-403' } });
    await rig.until('done');
    expect(asked).toBe(2);
  });

  it('bring mirrors and notes along, and the log tells of them', async () => {
    const media = await serve('whole.mp4', refused(1));
    const rig = new Rig();
    const part = media.part('whole');
    const url = urlOf(part);
    rig.onRenew = async () => ({
      ...renewed({}),
      sources: { [part.formatId]: { source: { kind: 'url', url, mirrors: [`${url}?mirror`] } } },
      notes: [{ what: 'strategies-disagree', player: 'abc' }],
    });
    const { id } = await rig.host.requests.start(jobOf([part]));
    await rig.until('done');
    const { text } = await rig.host.requests.log({ id });
    expect(text).toMatch(
      /renewed {2}doubt=moved remedy=fresh-address tier=page-address formats=1 mirrors=1/,
    );
    expect(text).toMatch(/strategies-disagree {2}player=abc/);
  });

  it('that have expired while the page is gone are asked for once', async () => {
    const media = await serve('whole.mp4', refused(100));
    const rig = new Rig();
    let asked = 0;
    rig.onRenew = async () => {
      asked += 1;
      throw new ReelkeepError('page-not-reachable', 'The tab is closed.');
    };
    await rig.host.requests.start(jobOf([expired(media.part('whole'), 1000)]));
    const { current } = await rig.until('failed');
    expect(current).toMatchObject({
      error: { code: 'http-403', facts: { expired: true, renewal: 'page-not-reachable' } },
    });
    expect(asked).toBe(1);
  });
});
