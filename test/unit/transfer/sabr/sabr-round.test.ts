import { NextRequestPolicy, UMPPartId } from 'googlevideo/protos';
import { expect, test } from 'vitest';
import { assertAllowedAddress } from '../../../../src/transfer/allowed-address';
import { Incoming } from '../../../../src/transfer/sabr/incoming';
import { SabrContexts } from '../../../../src/transfer/sabr/sabr-contexts';
import { sabrRound } from '../../../../src/transfer/sabr/sabr-round';
import { SegmentLedger } from '../../../../src/transfer/sabr/segment-ledger';
import type { SabrPart } from '../../../site/sabr/sabr-parts';
import { MemorySink } from '../rig';
import { frame } from './frame';
import { madeTrack } from './made-video';
import { formatOf, mediaHost, rushedClock, sourceFor } from './sabr-rig';

const made = madeTrack({ segments: 2 });
const backoff = (backoffTimeMs: number): SabrPart => ({
  type: UMPPartId.NEXT_REQUEST_POLICY,
  payload: NextRequestPolicy.encode({ backoffTimeMs }).finish(),
});

/** One request, answered with these parts by whoever `cameFrom` is. */
function round(parts: readonly SabrPart[], cameFrom = `https://${mediaHost}/videoplayback`) {
  const format = formatOf(made);
  const ledger = new SegmentLedger(undefined, format.contentLength);
  const sink = new MemorySink(made.bytes);
  const track = { format, ledger, sink, inFlight: new Map(), refuse: () => undefined };
  const window = { next: 1, positionMs: 0, reachMs: 0, endMs: 60_000, end: undefined };
  const wish = {
    ...{ source: sourceFor(), track, incoming: new Incoming(track, window) },
    ...{ contexts: new SabrContexts(), cookie: undefined, unwanted: [], playerTimeMs: 0, round: 1 },
  };
  const fetch = async () => {
    const headers = { 'content-type': 'application/vnd.yt-ump' };
    const response = new Response(Buffer.concat(parts.flatMap((one) => frame(one))), { headers });
    Object.defineProperty(response, 'url', { value: cameFrom });
    return response;
  };
  const checkAddress = (url: string) => assertAllowedAddress(url, ['googlevideo.com']);
  const ports = { fetch, checkAddress, clock: rushedClock(), stallLimitMs: 900_000 };
  return sabrRound(wish, ports, new AbortController().signal);
}

test.each(['https://media.evil.example/videoplayback', 'http://rr1---sn-made.googlevideo.com/'])(
  'what the browser was led to %s for is not heard',
  async (cameFrom) => {
    await expect(round([backoff(5)], cameFrom)).rejects.toMatchObject({
      code: 'address-not-allowed',
    });
    expect(await round([backoff(5)])).toMatchObject({ backoffMs: 5 });
  },
);

test('nobody waits longer for a server than two minutes at a time, nor less than nothing', async () => {
  expect(await round([backoff(2 ** 31 - 1)])).toMatchObject({ backoffMs: 120_000 });
  expect(await round([backoff(-5)])).toMatchObject({ backoffMs: 0 });
});
