import {
  FormatInitializationMetadata,
  MediaHeader,
  NextRequestPolicy,
  UMPPartId,
} from 'googlevideo/protos';
import { expect, test } from 'vitest';
import type { Fetch } from '../../../../src/transfer/fetch-range';
import type { SabrPart } from '../../../site/sabr/sabr-parts';
import { contextUpdate, sendingPolicy } from '../../../site/sabr/sabr-parts';
import { formatIdOf } from '../../../site/sabr/sabr-video';
import { frame } from './frame';
import { type MadeTrack, madeTrack, segmentOf } from './made-video';
import { fetchOf, type RigOptions, rig } from './sabr-rig';

const track = madeTrack({ segments: 12, seed: 3 });
const part = (type: number, payload: Uint8Array): SabrPart => ({ type, payload });

const metadata = (lastSegment: number): SabrPart =>
  part(
    UMPPartId.FORMAT_INITIALIZATION_METADATA,
    FormatInitializationMetadata.encode({
      ...{ formatId: formatIdOf(track), endSegmentNumber: String(lastSegment) },
    }).finish(),
  );

function header(
  sequence: number,
  more: Partial<MediaHeader> = {},
  of: MadeTrack = track,
): SabrPart {
  const { startByte, bytes, startTicks, durationTicks } = segmentOf(of, Math.min(sequence, 12));
  const ms = (ticks: number) => String(Math.floor((ticks * 1000) / of.map.timescale));
  return part(
    UMPPartId.MEDIA_HEADER,
    MediaHeader.encode({
      ...{ headerId: 1, itag: of.itag, formatId: formatIdOf(of), sequenceNumber: sequence },
      ...{ startRange: String(startByte), contentLength: String(bytes) },
      ...{ startMs: ms(startTicks), durationMs: ms(durationTicks) },
      ...more,
    }).finish(),
  );
}

const media = (bytes: Uint8Array | number, id = 1): SabrPart =>
  part(
    UMPPartId.MEDIA,
    Buffer.concat([Buffer.of(id), typeof bytes === 'number' ? Buffer.alloc(bytes) : bytes]),
  );
const end = (id = 1): SabrPart => part(UMPPartId.MEDIA_END, Uint8Array.of(id));

const init = (): SabrPart[] => [
  metadata(12),
  header(1, { isInitSeg: true, startRange: '0', contentLength: String(track.map.initBytes) }),
  media(track.content.subarray(0, track.map.initBytes)),
  end(),
];

const segment = (sequence: number, more?: Partial<MediaHeader>): SabrPart[] => {
  const { startByte, bytes } = segmentOf(track, sequence);
  return [
    header(sequence, more),
    media(track.content.subarray(startByte, startByte + bytes)),
    end(),
  ];
};

interface Pulled {
  bytes: number;
}

/** Bytes, for ever if need be, as an answer. */
function answering(chunks: () => Iterable<Uint8Array>, pulled: Pulled = { bytes: 0 }): RigOptions {
  const fetch = fetchOf(() => {
    const source = chunks()[Symbol.iterator]();
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          const { done, value } = source.next();
          if (done) return controller.close();
          pulled.bytes += value.length;
          controller.enqueue(Uint8Array.from(value));
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body, { headers: { 'content-type': 'application/vnd.yt-ump' } });
  });
  return { track, ports: { fetch } };
}

const saying = (...parts: readonly SabrPart[]): RigOptions =>
  answering(() => parts.flatMap((one) => frame(one)));

function* forEver(bytes: Uint8Array, before: readonly SabrPart[] = []): Generator<Uint8Array> {
  yield* before.flatMap((one) => frame(one));
  for (;;) yield bytes;
}

/** Ends with a code of the family that names a fault of the server, and nothing wrong on disk. */
async function endsWell(options: RigOptions): Promise<unknown> {
  const it = rig({ track, ...options });
  const error: unknown = await it.run().catch((thrown: unknown) => thrown);
  expect(error).toHaveProperty('code');
  for (const { startByte, endByte } of it.ledger.runs) {
    const onDisk = Buffer.from(it.sink.bytes.subarray(startByte, endByte));
    expect(onDisk.equals(track.content.subarray(startByte, endByte))).toBe(true);
  }
  return error;
}

const serverFaults = /^(sabr-error|length-mismatch|content-changed|network-lost)$/;

const { startByte: secondAt } = segmentOf(track, 2);

const lies: Readonly<Record<string, RigOptions>> = {
  'an empty answer, again and again': saying(),
  'headers without media': saying(...init(), header(1), header(2)),
  'the same header twice': saying(...init(), header(1), header(1)),
  'a flood of headers': saying(
    ...init(),
    ...Array.from({ length: 40 }, (_, at) => header(1 + (at % 12), { headerId: at })),
  ),
  'media without a header': saying(...init(), media(100, 9)),
  'an end without a header': saying(...init(), end(9)),
  'media without even an id': saying(...init(), part(UMPPartId.MEDIA, new Uint8Array())),
  'a segment that is too long': saying(...init(), header(1), media(9_000), end()),
  'a segment that is too short': saying(...init(), header(1), media(10), end()),
  'a beginning of 5 MB': saying(header(1, { isInitSeg: true, contentLength: '5000000' })),
  'a beginning that is longer than the file': saying(
    header(1, { isInitSeg: true, contentLength: String(track.bytes + 1) }),
  ),
  'a beginning of nothing': saying(header(1, { isInitSeg: true, contentLength: '0' })),
  'compressed media': saying(...init(), ...segment(1, { compressionAlgorithm: 1 })),
  'a place beyond the file': saying(...init(), ...segment(1, { startRange: String(track.bytes) })),
  'a place before the file': saying(...init(), ...segment(1, { startRange: '-1' })),
  'a place that is no number': saying(
    ...init(),
    ...segment(1, { startRange: '9223372036854775807' }),
  ),
  'a place over the beginning': saying(...init(), ...segment(1, { startRange: '0' })),
  'a place over another segment': saying(
    ...init(),
    ...segment(1),
    ...segment(2),
    ...segment(3, { startRange: String(secondAt) }),
  ),
  'a later number over another segment': saying(
    ...init(),
    ...segment(1),
    ...segment(2),
    ...segment(9, { startRange: String(secondAt), headerId: 1 }),
  ),
  'a hole in the bytes': saying(
    ...init(),
    ...segment(1),
    ...segment(2, { startRange: String(secondAt + 1) }),
  ),
  'number 0': saying(...init(), ...segment(1, { sequenceNumber: 0 })),
  'a number below 0': saying(...init(), ...segment(1, { sequenceNumber: -5 })),
  'a number beyond the last': saying(...init(), ...segment(1, { sequenceNumber: 13 })),
  'times that are no numbers': saying(
    ...init(),
    ...segment(1, {
      ...{ startMs: '0', durationMs: '0' },
      timeRange: { startTicks: '5', durationTicks: '5', timescale: 0 },
    }),
  ),
  'time below 0': saying(...init(), ...segment(1, { startMs: '-4' })),
  'a segment that takes no time': saying(...init(), ...segment(1, { durationMs: '0' })),
  'a segment that takes a thousand years': saying(
    ...init(),
    ...segment(1, { durationMs: '31536000000000' }),
  ),
  'an end before its time': saying(
    metadata(3),
    ...init().slice(1),
    ...[1, 2, 3].flatMap((n) => segment(n)),
  ),
  'an end that never comes': saying(metadata(4_000), ...init().slice(1), ...segment(1)),
  'two ends': saying(...init(), metadata(9)),
  'no word of an end': saying(...init().slice(1), ...segment(1)),
  'a third of the segments only': saying(...init(), ...[1, 4, 7, 10].flatMap((n) => segment(n))),
  'segments backwards': saying(...init(), ...[12, 11, 10].flatMap((n) => segment(n))),
  'another format': saying(...init(), ...segment(1, { formatId: { itag: 18 } })),
  'another dub': saying(
    ...init(),
    ...segment(1, { formatId: { ...formatIdOf(track), xtags: 'dub' } }),
  ),
  'another video': {
    ...saying(...init(), ...segment(1, { videoId: 'commercial0' })),
    format: { videoId: 'madeofnoise' },
  },
  'messages that are none': saying(
    ...[20, 35, 42, 43, 44, 46, 57, 58, 59].map((type) => part(type, Buffer.alloc(9, 0xff))),
  ),
};

test.each(Object.entries(lies))('%s', async (_name, options) => {
  const error = await endsWell(options);
  expect(error).toHaveProperty('code', expect.stringMatching(serverFaults));
});

const varint4GB = Uint8Array.of(UMPPartId.MEDIA, 0xff, 0xff, 0xff, 0xff, 0xff);
const aMegabyte = new Uint8Array(1 << 20);
const nobodys = Buffer.concat(frame(part(4711, aMegabyte)));
const emptyParts = Buffer.concat(Array.from({ length: 10_000 }, () => Buffer.of(99, 0)));
const emptyMedia = Buffer.concat(Array.from({ length: 10_000 }, () => Buffer.of(21, 1, 1)));
const crumbs = Buffer.concat(Array.from({ length: 10_000 }, () => Buffer.of(21, 2, 1, 7)));
const otherMedia = Buffer.concat(frame(media(aMegabyte)));

/** Not one of them may be read for ever, or kept. */
const floods: Readonly<Record<string, () => Iterable<Uint8Array>>> = {
  'a part of 4 GB': () => [varint4GB, ...Array.from({ length: 50 }, () => aMegabyte)],
  'parts that nobody knows, without an end': () => forEver(nobodys),
  'parts of nothing, without an end': () => forEver(emptyParts),
  'media of nothing, without an end': () => forEver(emptyMedia, [...init(), header(1)]),
  'crumbs of another format, without an end': () =>
    forEver(crumbs, [header(1, { formatId: { itag: 18 } })]),
  'another format, without an end': () =>
    forEver(otherMedia, [header(1, { formatId: { itag: 18 } })]),
  'policies, without an end': () =>
    forEver(
      Buffer.concat(
        frame(
          part(
            UMPPartId.NEXT_REQUEST_POLICY,
            NextRequestPolicy.encode({ backoffTimeMs: 1 }).finish(),
          ),
        ),
      ),
    ),
};

test.each(Object.entries(floods))('%s', async (_name, chunks) => {
  const pulled = { bytes: 0 };
  const error = await endsWell(answering(chunks, pulled));
  expect(error).toHaveProperty('code', 'sabr-error');
  // Four tries of 64 MiB each, at the most.
  expect(pulled.bytes).toBeLessThan(300 << 20);
});

test('what it is told to remember is bounded', async () => {
  const contexts = Array.from({ length: 500 }, (_, type) =>
    contextUpdate(type, Buffer.alloc(500), true),
  );
  const types = Array.from({ length: 20_000 }, (_, type) => type);
  const bodies: number[] = [];
  const { ports, ...options } = saying(
    ...contexts,
    contextUpdate(1, Buffer.alloc(200_000), true),
    sendingPolicy({ startPolicy: types }),
  );
  const fetch = ports?.fetch;
  if (!fetch) throw new Error('No fetch');
  await endsWell({
    ...options,
    ports: {
      fetch: (url, init) => {
        bodies.push(init.body instanceof Uint8Array ? init.body.length : 0);
        return fetch(url, init);
      },
    },
  });
  expect(Math.max(...bodies)).toBeLessThan(20_000);
});

test.each([
  ['a web page', new Response('<p>Log in</p>', { headers: { 'content-type': 'text/html' } })],
  ['no body', new Response(null, { headers: { 'content-type': 'application/vnd.yt-ump' } })],
])('%s instead of an answer', async (_name, response) => {
  const error = await endsWell({ ports: { fetch: fetchOf(() => response.clone()) } });
  expect(error).toHaveProperty('code', 'sabr-error');
});

test('an answer that stands still is dropped', async () => {
  const fetch: Fetch = async (url, { signal }) => {
    const pull = (): Promise<void> =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    const headers = { 'content-type': 'application/vnd.yt-ump' };
    const response = new Response(new ReadableStream({ pull }), { headers });
    Object.defineProperty(response, 'url', { value: url });
    return response;
  };
  const error = await endsWell({ ports: { fetch, stallLimitMs: 20_000 } });
  expect(error).toHaveProperty('code', 'network-lost');
});
