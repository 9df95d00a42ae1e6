import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import type { JobRequest, PartRequest } from '../../../src/jobs/job';
import type { Renewal } from '../../../src/jobs/reduce-job';
import { HostGate } from '../../../src/transfer/host-gate';
import { packetDifference, packetHashes } from '../../helpers/packet-hashes';
import { makeMedia } from '../../site/media/make-media';
import { profileOf } from '../../site/media/profiles';
import { mintToken } from '../../site/sabr/po-token';
import { type Site, startSite } from '../../site/start-site';
import { formatFrom, type StreamedPage, sourceOf, streamedPage } from '../site/sabr-client';
import { hastyClock } from '../transfer/rig';
import { siteFetch } from '../transfer/site-fetch';
import { jobOf, Rig } from './engine-rig';

/** A hundred seconds in segments of a few seconds each. */
const id = 'sabr2026own';
const itags = [160, 140] as const;
const clock = hastyClock(50);
/** Half a second for all of it; in the rig's haste slower would be a trickle. */
const limits = { totalBytesPerSecond: 12_000_000 };

let site: Site;
let page: StreamedPage;
let fetch: ReturnType<typeof siteFetch>;
beforeAll(async () => {
  site = await startSite();
  page = await streamedPage(site, id);
  fetch = siteFetch(site.port);
}, 60_000);
afterEach(() => {
  const { event } = page;
  site.control.reset();
  site.control.sabr.knowEvent(event);
});
afterAll(async () => {
  fetch.close();
  await site.close();
});

const rig = (time = clock): Rig =>
  new Rig({
    transfer: { fetch, clock: time, random: Math.random, stallLimitMs: 150_000 },
    gate: new HostGate(time),
  });

const sourceWith = (mint: number) => ({
  ...sourceOf(site, id, page.response, page.event),
  poToken: mintToken({ binding: id, event: page.event, mint }),
});

/** As the background makes them of the page. */
function parts(mint = 1): PartRequest[] {
  const source = sourceWith(mint);
  return itags.map((itag) => {
    const entry = page.response.streamingData.adaptiveFormats.find((one) => one.itag === itag);
    if (!entry) throw new Error(`No ${itag}.`);
    const { contentLength = 0, lastModified = '', ...format } = formatFrom(entry);
    return {
      role: format.kind,
      ...{ formatId: `${itag}`, itag, contentLength, lastModified },
      source: { kind: 'sabr', source, format: { ...format, contentLength, lastModified } },
    };
  });
}

const job = (more: Partial<JobRequest> = {}): JobRequest =>
  jobOf(parts(), { tier: 'sabr', durationSeconds: 100, ...more });

const renewal = (fresh: readonly PartRequest[], tier: string): Renewal => ({
  ...{ tier, notes: [] },
  sources: Object.fromEntries(fresh.map(({ formatId, source }) => [formatId, { source }])),
});

/** By the addresses that another client is given: VISIONOS, which wants nothing more. */
async function addresses(): Promise<PartRequest[]> {
  const asked = await fetch('https://www.youtube.com/youtubei/v1/player', {
    method: 'POST',
    headers: { origin: 'https://www.youtube.com', 'x-youtube-client-name': '101' },
    body: JSON.stringify({
      videoId: id,
      context: { client: { clientName: 'VISIONOS', clientVersion: '1.02' } },
    }),
  });
  const { streamingData } = await asked.json();
  return parts().map((part) => {
    const entry = streamingData.adaptiveFormats.find(
      ({ itag }: { itag: number }) => itag === part.itag,
    );
    return { ...part, source: { kind: 'url', url: entry.url } };
  });
}

async function expectWhole(the: Rig): Promise<void> {
  const saved = await packetHashes(the.saved());
  for (const [at, name] of (['video/0', 'audio/0'] as const).entries()) {
    const { path } = await makeMedia(profileOf(itags[at] ?? 0), videoClip());
    const served = (await packetHashes(path)).get(name) ?? [];
    expect(served.length).toBeGreaterThan(50);
    expect(packetDifference(saved.get(name) ?? [], served)).toBeUndefined();
  }
}
const videoClip = () => {
  const video = site.videos.find((one) => one.id === id);
  if (!video) throw new Error(`No ${id}.`);
  return video.clip;
};
const twice = () => site.control.sabr.log.arrivedAgain();

describe('a job that is streamed', () => {
  it('is saved whole, and says how far it is', async () => {
    // In much haste a busy machine would look like a trickle.
    const the = rig(hastyClock(3));
    await the.host.requests.start(job());
    await the.until('done');
    await expectWhole(the);
    expect(twice()).toEqual([]);
    const told = the.messages.flatMap((message) =>
      message.kind === 'delta' ? message.changed : [],
    );
    const received = told.flatMap(({ current }) =>
      current.state === 'fetching' ? [current.progress.received] : [],
    );
    expect(received).toEqual(received.toSorted((a, b) => a - b));
    await the.untilTidy();
  });

  it('is paused and resumed where it was', async () => {
    site.control.limits = limits;
    const the = rig();
    const { id: jobId } = await the.host.requests.start(job());
    await the.untilBytes(1_000_000);
    await the.host.requests.pause({ id: jobId });
    const { current } = await the.until('paused');
    expect(current).toMatchObject({ progress: { received: expect.any(Number) } });
    await the.host.requests.resume({ id: jobId });
    await the.until('done');
    await expectWhole(the);
    // What each track had in flight.
    expect(twice().length).toBeLessThanOrEqual(2);
  });

  it('renews its token under way, once for both tracks', async () => {
    site.control.limits = limits;
    const the = rig();
    const doubts: unknown[] = [];
    the.onRenew = async ({ wish }) => {
      doubts.push(wish);
      return renewal(parts(2), 'sabr');
    };
    await the.host.requests.start(job());
    await the.untilBytes(500_000);
    site.control.sabr.turn({ leastMint: 2, freeMs: 0 });
    await the.until('done');
    await expectWhole(the);
    const before = { tier: 'sabr', doubt: { kind: 'attestation' }, poToken: sourceWith(1).poToken };
    expect(doubts).toEqual([{ before, failed: [] }]);
  });

  it('goes on by addresses where the protocol fails, and keeps what has come', async () => {
    site.control.limits = limits;
    const the = rig();
    const fresh = await addresses();
    const wishes: unknown[] = [];
    the.onRenew = async ({ wish }) => {
      wishes.push(wish);
      if (wish.failed.length === 0) throw new ReelkeepError('attestation-required', 'None.');
      return renewal(fresh, 'client:VISIONOS');
    };
    await the.host.requests.start(job());
    await the.untilBytes(1_500_000);
    site.control.sabr.turn({ distrustsTokens: true, freeMs: 0 });
    await the.until('done');
    await expectWhole(the);
    expect(wishes.at(-1)).toEqual({ failed: [{ tier: 'sabr', code: 'attestation-required' }] });
    const ranged = site.control.requests.list({ kind: 'media' }).filter(({ range }) => range);
    const total = parts().reduce((sum, { contentLength = 0 }) => sum + contentLength, 0);
    const byRanges = ranged.reduce((sum, { bytesSent }) => sum + bytesSent, 0);
    expect(byRanges).toBeGreaterThan(0);
    expect(byRanges).toBeLessThan(total - 1_000_000);
  });

  it('without any other way ends with the code, and what has come is kept for another try', async () => {
    site.control.sabr.turn({ distrustsTokens: true, freeMs: 20_000 });
    const the = rig();
    the.onRenew = async () => {
      throw new ReelkeepError('attestation-required', 'None.');
    };
    const { id: jobId } = await the.host.requests.start(job());
    const { current } = await the.until('failed');
    expect(current).toMatchObject({ error: { code: 'attestation-required' } });
    expect(the.files()).toEqual(['0-video.part', '1-audio.part']);
    site.control.sabr.turn({ distrustsTokens: false });
    the.onRenew = async () => renewal(parts(), 'sabr');
    await the.host.requests.retry({ id: jobId });
    await the.until('done');
    await expectWhole(the);
    // What the other track had in flight when the first one gave up.
    expect(twice().length).toBeLessThanOrEqual(1);
  });

  it('waits for the advertisements, and holds no place meanwhile', async () => {
    const the = rig();
    const notBefore = clock.wallTime() + 1_500;
    const late = job().parts.map((part) =>
      part.source.kind === 'sabr'
        ? { ...part, source: { ...part.source, source: { ...part.source.source, notBefore } } }
        : part,
    );
    await the.host.requests.start({ ...job(), parts: late });
    const { current } = await the.until('waiting');
    expect(current).toMatchObject({ reason: 'advertisements', until: notBefore });
    expect(site.control.sabr.log.list()).toEqual([]);
    await the.until('done');
    await expectWhole(the);
  });

  it('from a private window leaves nothing', async () => {
    const the = rig();
    await the.host.requests.start(job({ id: 'private', origin: { tabId: 5, isPrivate: true } }));
    await the.until('done', 'private');
    await expectWhole(the);
    await the.untilTidy();
  });
});
