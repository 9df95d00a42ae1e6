import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RenewalWish } from '../../../src/protocol/background';
import { hastyClock } from '../transfer/rig';
import { noToken, renewal, type StreamedWorld, startStreamedWorld } from './streamed-rig';

/** Half a second for all of it; in the rig's haste slower would be a trickle. */
const limits = { totalBytesPerSecond: 12_000_000 };

let world: StreamedWorld;
beforeAll(async () => {
  world = await startStreamedWorld(50);
}, 60_000);
afterEach(() => world.reset());
afterAll(() => world.close());

describe('a job that is streamed', () => {
  it('is saved whole, and says how far it is', async () => {
    // In much haste a busy machine would look like a trickle.
    const the = world.rig(hastyClock(3));
    await the.host.requests.start(world.job());
    await the.until('done');
    await world.expectWhole(the);
    expect(world.twice()).toEqual([]);
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
    world.site.control.limits = limits;
    const the = world.rig();
    const { id: jobId } = await the.host.requests.start(world.job());
    await the.untilBytes(1_000_000);
    await the.host.requests.pause({ id: jobId });
    const { current } = await the.until('paused');
    expect(current).toMatchObject({ progress: { received: expect.any(Number) } });
    await the.host.requests.resume({ id: jobId });
    await the.until('done');
    await world.expectWhole(the);
    // What each track had in flight.
    expect(world.twice().length).toBeLessThanOrEqual(2);
  });

  it('renews its token under way, once for both tracks', async () => {
    world.site.control.limits = limits;
    const the = world.rig();
    const doubts: RenewalWish[] = [];
    the.onRenew = async ({ wish }) => {
      doubts.push(wish);
      return renewal(world.parts(2), 'sabr');
    };
    await the.host.requests.start(world.job());
    await the.untilBytes(500_000);
    world.site.control.sabr.turn({ leastMint: 2, freeMs: 0 });
    await the.until('done');
    await world.expectWhole(the);
    const before = {
      tier: 'sabr',
      doubt: { kind: 'attestation' },
      poToken: world.sourceWith(1).poToken,
    };
    // In the rig's haste a busy machine may look like a trickle: that is another doubt.
    const ofToken = doubts.filter(({ before: asked }) => asked?.doubt.kind === 'attestation');
    expect(ofToken).toEqual([{ before, failed: [] }]);
  });

  it('goes on by addresses where the protocol fails, and keeps what has come', async () => {
    world.site.control.limits = limits;
    const the = world.rig();
    const fresh = await world.addresses();
    const wishes: unknown[] = [];
    the.onRenew = async ({ wish }) => {
      wishes.push(wish);
      if (wish.failed.length === 0) throw noToken();
      return renewal(fresh, 'client:VISIONOS');
    };
    await the.host.requests.start(world.job());
    await the.untilBytes(1_500_000);
    world.site.control.sabr.turn({ distrustsTokens: true, freeMs: 0 });
    await the.until('done');
    await world.expectWhole(the);
    expect(wishes.at(-1)).toEqual({ failed: [{ tier: 'sabr', code: 'attestation-required' }] });
    const ranged = world.site.control.requests.list({ kind: 'media' }).filter(({ range }) => range);
    const total = world.parts().reduce((sum, { contentLength = 0 }) => sum + contentLength, 0);
    const byRanges = ranged.reduce((sum, { bytesSent }) => sum + bytesSent, 0);
    expect(byRanges).toBeGreaterThan(0);
    expect(byRanges).toBeLessThan(total - 1_000_000);
  });

  it('without any other way ends with the code, and what has come is kept for another try', async () => {
    world.site.control.sabr.turn({ distrustsTokens: true, freeMs: 20_000 });
    const the = world.rig();
    the.onRenew = async () => {
      throw noToken();
    };
    const { id: jobId } = await the.host.requests.start(world.job());
    const { current } = await the.until('failed');
    expect(current).toMatchObject({ error: { code: 'attestation-required' } });
    expect(the.files()).toEqual(['0-video.part', '1-audio.part']);
    world.site.control.sabr.turn({ distrustsTokens: false });
    the.onRenew = async () => renewal(world.parts(), 'sabr');
    await the.host.requests.retry({ id: jobId });
    await the.until('done');
    await world.expectWhole(the);
    // What the other track had in flight when the first one gave up.
    expect(world.twice().length).toBeLessThanOrEqual(1);
  });

  it('waits for the advertisements, and holds no place meanwhile', async () => {
    const the = world.rig();
    const notBefore = world.clock.wallTime() + 1_500;
    const late = world
      .job()
      .parts.map((part) =>
        part.source.kind === 'sabr'
          ? { ...part, source: { ...part.source, source: { ...part.source.source, notBefore } } }
          : part,
      );
    await the.host.requests.start({ ...world.job(), parts: late });
    const { current } = await the.until('waiting');
    expect(current).toMatchObject({ reason: 'advertisements', until: notBefore });
    expect(world.site.control.sabr.log.list()).toEqual([]);
    await the.until('done');
    await world.expectWhole(the);
  });

  it('from a private window leaves nothing', async () => {
    const the = world.rig();
    await the.host.requests.start(
      world.job({ id: 'private', origin: { tabId: 5, isPrivate: true } }),
    );
    await the.until('done', 'private');
    await world.expectWhole(the);
    await the.untilTidy();
  });
});
