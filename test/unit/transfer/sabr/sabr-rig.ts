import { ReelkeepError } from '../../../../src/errors';
import { assertAllowedAddress } from '../../../../src/transfer/allowed-address';
import { SpareBuffers } from '../../../../src/transfer/body-reader';
import type { Clock } from '../../../../src/transfer/clock';
import type { Fetch } from '../../../../src/transfer/fetch-range';
import { HostGate } from '../../../../src/transfer/host-gate';
import { fetchSabrTrack, type SabrPorts } from '../../../../src/transfer/sabr/fetch-sabr-track';
import { SabrAccess } from '../../../../src/transfer/sabr/sabr-access';
import type {
  RenewSabr,
  SabrDoubt,
  SabrFormat,
  SabrSource,
} from '../../../../src/transfer/sabr/sabr-source';
import { SegmentLedger } from '../../../../src/transfer/sabr/segment-ledger';
import type { SegmentRecord } from '../../../../src/transfer/sabr/segment-record';
import { Seeded } from '../../../site/players/seeded';
import { answerSabr, type SabrAnswer } from '../../../site/sabr/answer-sabr';
import { mintToken } from '../../../site/sabr/po-token';
import type { SabrAsk } from '../../../site/sabr/sabr-ask';
import { SabrDesk } from '../../../site/sabr/sabr-desk';
import type { SabrPart } from '../../../site/sabr/sabr-parts';
import type { SabrSwitches } from '../../../site/sabr/sabr-switches';
import { endTicks } from '../../../site/sabr/segment-map';
import { umpHead } from '../../../site/sabr/ump-head';
import { encodeConfig, type UstreamerConfig } from '../../../site/sabr/ustreamer-config';
import { MemorySink } from '../rig';
import { type MadeTrack, madeTrack, madeVideo } from './made-video';

/** Backoffs and waits cost a test a thousandth of their time. */
const haste = 1_000;
export const mediaHost = 'rr1---sn-made.googlevideo.com';
export const event = 'event-of-a-page';
export const client = { name: 1, version: '2.20260708.00.00' };

/** Time of every kind in haste: the endpoint's too, so that waits end when they should. */
export function rushedClock(factor = haste): Clock {
  const base = Date.now();
  const passed = (): number => performance.now() * factor;
  const start = passed();
  return {
    wallTime: () => base + passed() - start,
    uptime: passed,
    setTimer: (milliseconds, callback) => {
      const timer = setTimeout(callback, milliseconds / factor);
      return () => clearTimeout(timer);
    },
  };
}

export interface RigOptions {
  readonly track?: MadeTrack;
  /** Other formats of the video. */
  readonly others?: readonly MadeTrack[];
  readonly switches?: Partial<SabrSwitches>;
  readonly desk?: SabrDesk;
  readonly windows?: number;
  readonly record?: SegmentRecord;
  readonly sink?: MemorySink;
  readonly source?: SabrSource;
  readonly format?: Partial<SabrFormat>;
  /** What the page does not say of the format. */
  readonly unstated?: readonly ('contentLength' | 'durationSeconds')[];
  readonly page?: FakePage;
  readonly signal?: AbortSignal;
  readonly ports?: Partial<SabrPorts>;
  readonly clock?: Clock;
  /** Of the network's chunks; their sizes are random. */
  readonly seed?: number;
  readonly longestChunk?: number;
  readonly address?: Partial<SabrAsk['address']>;
  /** The parts of an answer as they go out. */
  readonly spoil?: (parts: AsyncIterable<SabrPart>, request: number) => AsyncIterable<SabrPart>;
  /** Bytes of an answer after which its connection breaks. */
  readonly breakAfter?: (request: number) => number | undefined;
  readonly onRestart?: () => void;
}

export interface Rig {
  readonly track: MadeTrack;
  readonly desk: SabrDesk;
  readonly ledger: SegmentLedger;
  readonly sink: MemorySink;
  readonly format: SabrFormat;
  readonly clock: Clock;
  readonly asked: readonly string[];
  /** The endpoint, for whoever asks it in another way than `run`. */
  readonly fetch: Fetch;
  readonly run: () => Promise<void>;
}

/** What the page gives: a source for the made video, its token good, its time far away. */
export function sourceFor(more: Partial<UstreamerConfig> = {}): SabrSource {
  const config = {
    videoId: 'madeofnoise',
    playback: 'one',
    client,
    availableAt: 0,
    isReload: false,
  };
  return {
    url: `https://${mediaHost}/videoplayback?expire=9999999999&sabr=1&n=solved`,
    ustreamerConfig: encodeConfig({ ...config, ...more }),
    client,
    poToken: mintToken({ binding: 'madeofnoise', event, mint: 1 }),
  };
}

export function withoutToken(): SabrSource {
  const { poToken: _token, ...source } = sourceFor();
  return source;
}

/** A page that answers every doubt with another playback. */
export class FakePage {
  readonly doubts: SabrDoubt[] = [];

  constructor(
    private readonly give: (doubt: SabrDoubt) => SabrSource | undefined = sourceOfDoubt,
  ) {}

  get kinds(): readonly SabrDoubt['kind'][] {
    return this.doubts.map(({ kind }) => kind);
  }

  readonly renew: RenewSabr = async (doubt) => {
    this.doubts.push(doubt);
    const source = this.give(doubt);
    if (!source) throw new ReelkeepError('page-not-reachable', 'The tab is closed.');
    // Each time that a player's data are given out is another playback.
    return { ...source };
  };
}

let playbacks = 0;

export function sourceOfDoubt({ kind }: SabrDoubt): SabrSource {
  playbacks += 1;
  return sourceFor({ playback: `again ${playbacks}`, isReload: kind === 'reload' });
}

export const formatOf = ({
  itag,
  lastModified,
  xtags,
  kind,
  bytes,
  map,
}: MadeTrack): SabrFormat => ({
  ...{ itag, lastModified, kind, contentLength: bytes },
  ...(xtags !== undefined && { xtags }),
  durationSeconds: endTicks(map) / map.timescale,
});

export function rig(options: RigOptions = {}): Rig {
  const { track = madeTrack(), others = [], windows = 1, desk = new SabrDesk() } = options;
  desk.knowEvent(event);
  desk.turn(options.switches ?? {});
  const { clock = rushedClock() } = options;
  const sink = options.sink ?? new MemorySink(track.bytes);
  const format = { ...formatOf(track), ...options.format };
  for (const name of options.unstated ?? []) delete format[name];
  const ledger = new SegmentLedger(options.record, format.contentLength);
  const { source = sourceFor(), page = new FakePage(() => undefined) } = options;
  const asked: string[] = [];
  const access = new SabrAccess(source, {
    renew: page.renew,
    received: () => ledger.received,
    wallTime: clock.wallTime,
  });
  const video = madeVideo(track, ...others);
  const answering: Answering = { clock, options, asked, random: new Seeded(options.seed ?? 1) };
  const fetch: Fetch = (url, init) => answer(url, init, video, desk, answering);
  const ports: SabrPorts = {
    fetch,
    clock,
    checkAddress: (url) => assertAllowedAddress(url, ['googlevideo.com']),
    gate: new HostGate(clock),
    random: Math.random,
    // Most of a second of our time: a busy machine is no stalled server.
    stallLimitMs: 900_000,
    spares: new SpareBuffers(),
    ...options.ports,
  };
  const { onRestart, signal = new AbortController().signal } = options;
  const request = { format, ledger, sink, windows, ...(onRestart && { onRestart }) };
  const run = () => fetchSabrTrack(request, access, ports, signal);
  return { track, desk, ledger, sink, format, clock, asked, fetch, run };
}

export const isWhole = ({ sink, track }: Pick<Rig, 'sink' | 'track'>): boolean =>
  Buffer.from(sink.bytes).equals(Buffer.from(track.content));

interface Answering {
  readonly clock: Clock;
  readonly options: RigOptions;
  readonly asked: string[];
  readonly random: Seeded;
}

const goodAddress: SabrAsk['address'] = {
  ...{ isSigned: true, isExpired: false, isOwn: true, isSolved: true },
};

const answer = async (
  url: string,
  { body, signal }: RequestInit,
  video: ReturnType<typeof madeVideo>,
  desk: SabrDesk,
  answering: Answering,
): Promise<Response> => {
  const { clock, options, asked, random } = answering;
  asked.push(url);
  const request = asked.length;
  const address = new URL(url);
  const isExpired = Number(address.searchParams.get('expire')) * 1000 <= clock.wallTime();
  const answered = answerSabr(
    {
      url: address,
      body: body instanceof Uint8Array ? body : new Uint8Array(),
      now: clock.wallTime(),
      address: {
        ...{ ...goodAddress, isExpired },
        isOwn: address.searchParams.get('ip') !== 'old',
        isSolved: address.searchParams.get('n') !== 'wrong',
        ...options.address,
      },
    },
    video,
    desk,
  );
  const parts = options.spoil?.(answered.parts, request) ?? answered.parts;
  const limit = options.breakAfter?.(request) ?? Number.POSITIVE_INFINITY;
  const chunks = chunked(parts, { random, limit, longest: options.longestChunk ?? 4_000 });
  return asResponse(answered, url, chunks, signal);
};

async function bytesOf(part: SabrPart): Promise<Buffer> {
  const { payload, rest } = part;
  const more = Buffer.alloc(rest?.bytes ?? 0);
  await rest?.read(more);
  return Buffer.concat([umpHead(part), payload, more]);
}

/** In chunks that end anywhere, as the network's do. */
async function* chunked(
  parts: AsyncIterable<SabrPart>,
  { random, limit, longest }: { random: Seeded; limit: number; longest: number },
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let given = 0;
  for await (const part of parts) {
    const bytes = await bytesOf(part);
    for (let at = 0; at < bytes.length; ) {
      const length = Math.min(random.between(1, longest), bytes.length - at, limit - given);
      if (length <= 0) throw new TypeError('The connection broke.');
      yield Uint8Array.from(bytes.subarray(at, at + length));
      at += length;
      given += length;
    }
  }
}

function asResponse(
  { status }: SabrAnswer,
  url: string,
  chunks: AsyncGenerator<Uint8Array<ArrayBuffer>>,
  signal: AbortSignal | null | undefined,
): Response {
  const stream = new ReadableStream(
    {
      // As fetch's are: into one buffer that is used again and again.
      type: 'bytes',
      pull: async (controller) => {
        signal?.throwIfAborted();
        const { done, value } = await chunks.next();
        if (!done) return controller.enqueue(value);
        controller.close();
        controller.byobRequest?.respond(0);
      },
      cancel: async () => {
        await chunks.return(undefined);
      },
    },
    // Nothing is taken before it is asked for, so that the endpoint's log says what arrived.
    { highWaterMark: 0 },
  );
  const headers = { 'content-type': 'application/vnd.yt-ump' };
  const response = new Response(status === 200 ? stream : null, { status, headers });
  Object.defineProperty(response, 'url', { value: url });
  return response;
}

/** For tests that answer by hand. */
export const fetchOf =
  (answerWith: (url: string) => Response): Fetch =>
  async (url) => {
    const response = answerWith(url);
    Object.defineProperty(response, 'url', { value: url });
    return response;
  };
