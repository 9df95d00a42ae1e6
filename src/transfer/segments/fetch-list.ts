import { asReelkeepError, type ReelkeepError } from '../../errors';
import type { Segment, SegmentList } from '../../formats/segment-list';
import { sleep } from '../clock';
import { mostPerHost } from '../host-gate';
import type { Sink } from '../sink';
import { fetchPiece, type PiecePorts } from './fetch-piece';
import { type Hole, Holes } from './holes';
import type { ListLedger } from './list-ledger';
import { isOfTheFile } from './prove-list';
import { type Decipher, SegmentInlet } from './segment-inlet';
import { SegmentKeys } from './segment-keys';

export interface ListRequest {
  /** Reads the list as it is now. */
  readonly load: (signal: AbortSignal) => Promise<SegmentList>;
  /** What is in the file already stays; on return it says that all is. */
  readonly ledger: ListLedger;
  readonly sink: Sink;
  /** Of a list that grows: what is there already is not wanted. */
  readonly fromNow?: boolean;
  /** The ledger was emptied, for the list is another version's now: empties the file, and has that journalled. */
  readonly onRestart: () => Promise<void>;
}

/** A live stream that names nothing new for so long has ended without saying so. */
const longestSilenceMs = 60_000;
const silentReloads = 6;
/** Until it is known how large segments are. */
const firstLanes = 2;
const heldInAll = 64 * 1024 * 1024;

/**
 * Fetches the segments of a list, several at a time, and puts them into the file in their order. A list
 * that grows is read again and again until it says its end. Resolves when all is there.
 * @throws the transfer's codes, and what `load` throws.
 */
export async function fetchList(
  request: ListRequest,
  ports: PiecePorts,
  signal: AbortSignal,
): Promise<void> {
  const { ledger } = request;
  let list = await request.load(signal);
  // Its last segment is being sent now. Once there is one of ours, all that follow it are wanted.
  if (request.fromNow && list.reloadSeconds !== undefined && ledger.received === 0) {
    list = { ...list, segments: list.segments.slice(-1) };
  }
  if (list.reloadSeconds === undefined && !ledger.fits(list)) {
    await settleDoubt(list, request, ports, signal);
  }
  const run = new ListRun(request, ports, signal);
  for (let heardAt = ports.clock.uptime(); ; ) {
    const { reloadSeconds } = list;
    if (reloadSeconds === undefined) ledger.learnWhole(list);
    else ledger.learnGrowth();
    if (await run.fetch(list.segments)) heardAt = ports.clock.uptime();
    if (reloadSeconds === undefined) break;
    const silence = Math.max(longestSilenceMs, silentReloads * reloadSeconds * 1000);
    if (ports.clock.uptime() - heardAt > silence && ledger.received > 0) break;
    await sleep(ports.clock, reloadSeconds * 1000, signal);
    const next = await reloaded(request, signal);
    if (!next) break;
    list = next;
  }
  ledger.complete();
}

/** What is in the file stays where it is of this list too, and goes where it is not: never half and half. */
async function settleDoubt(
  list: SegmentList,
  { ledger, sink, onRestart }: ListRequest,
  ports: PiecePorts,
  signal: AbortSignal,
): Promise<void> {
  const { note } = ports;
  if (await isOfTheFile(list.segments, { ledger, sink }, ports, signal)) {
    ledger.adopt(list);
    const [first] = list.segments;
    if (first)
      note?.({ kind: 'renamed-content', host: new URL(first.url).hostname, field: 'list' });
    return;
  }
  note?.({ kind: 'restarted', code: 'content-changed', lostBytes: ledger.received });
  ledger.empty();
  await onRestart();
}

/** Undefined where a live list that was there is gone: the stream is over. */
async function reloaded(
  { load, ledger }: ListRequest,
  signal: AbortSignal,
): Promise<SegmentList | undefined> {
  try {
    return await load(signal);
  } catch (thrown) {
    signal.throwIfAborted();
    const { code } = asReelkeepError(thrown);
    if (ledger.received > 0 && (code === 'http-404' || code === 'http-410')) return undefined;
    throw thrown;
  }
}

/** The segments of a list on their way into the file. */
class ListRun {
  readonly #keys: SegmentKeys;
  readonly #holes: Holes;
  /** In front of the first segment that is missing. */
  #before: Segment | undefined;

  constructor(
    private readonly request: ListRequest,
    private readonly ports: PiecePorts,
    private readonly signal: AbortSignal,
  ) {
    this.#keys = new SegmentKeys(ports, signal);
    this.#holes = new Holes(request.ledger);
  }

  /** Whether there was anything to fetch. */
  async fetch(segments: readonly Segment[]): Promise<boolean> {
    const { last } = this.request.ledger;
    const missing = segments.filter(({ sequence }) => sequence > last);
    if (missing.length === 0) return false;
    this.#before ??= segments.findLast(({ sequence }) => sequence <= last);
    const failed = new AbortController();
    const either = AbortSignal.any([this.signal, failed.signal]);
    const running = new Set<Promise<void>>();
    let turn: Promise<void> = Promise.resolve();
    for (const segment of missing) {
      if (segment.isGap) {
        this.#holes.gap(segment);
        this.#before = segment;
        continue;
      }
      while (running.size >= this.#lanes() && !either.aborted) await Promise.race(running);
      if (either.aborted) break;
      const hole = this.#holes.before(segment);
      const opens = hole.segments > 0 || isOpening(segment, this.#before);
      this.#before = segment;
      turn = this.#segment(segment, { opens, hole }, turn, either);
      const mine: Promise<void> = turn
        .catch((error: unknown) => failed.abort(error))
        .finally(() => running.delete(mine));
      running.add(mine);
    }
    await Promise.all(running);
    either.throwIfAborted();
    const end = missing.at(-1);
    if (end?.isGap) {
      this.#miss(this.#holes.atEnd());
      this.request.ledger.pass(end);
    }
    return true;
  }

  /** How many at a time: what waits for its turn lies in memory, so that large segments come one by one. */
  #lanes(): number {
    const { segments, bytes } = this.request.ledger.record();
    const most = segments === 0 ? firstLanes : Math.floor((heldInAll * segments) / (bytes + 1));
    return Math.max(1, Math.min(most, this.ports.connections, mostPerHost));
  }

  async #segment(
    segment: Segment,
    { opens, hole }: { readonly opens: boolean; readonly hole: Hole },
    turn: Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const { ledger, sink } = this.request;
    let began = 0;
    const decipher = segment.key && this.#keys.decipherBy(segment.key);
    const inletFor = (open: Decipher | undefined) =>
      new SegmentInlet({
        turn,
        write: async (at, bytes) => {
          await sink.write(ledger.received + began + at, bytes);
        },
        decipher: open,
      });
    const head = segment.init && opens ? inletFor(decipher && unlessPlain(decipher)) : undefined;
    if (head && segment.init) {
      await fetchPiece(segment.init, head, this.ports, signal);
      began = await head.finish();
    }
    const inlet = inletFor(decipher);
    const isThere = await this.#body(segment, inlet, signal);
    const bytes = isThere ? await inlet.finish() : await turn.then(() => 0);
    // The clock of packed audio begins with the tag's time.
    const { clockSeconds } = inlet;
    const told = clockSeconds === undefined ? {} : { clockStart: -clockSeconds };
    this.#miss(hole);
    ledger.add({ ...segment, ...told }, began, bytes, opens);
  }

  #miss(hole: Hole): void {
    const { segments, seconds } = hole;
    if (segments === 0) return;
    this.request.ledger.miss(hole);
    this.ports.note?.({ kind: 'segments-missed', count: segments, seconds: Math.round(seconds) });
  }

  /** Whether the server has it: one that was only counted it may not have. */
  async #body(segment: Segment, inlet: SegmentInlet, signal: AbortSignal): Promise<boolean> {
    try {
      await fetchPiece(segment, inlet, this.ports, signal);
      return true;
    } catch (thrown) {
      signal.throwIfAborted();
      if (segment.mayMiss && isMissing(asReelkeepError(thrown))) return false;
      throw thrown;
    }
  }
}

const isMissing = ({ code }: ReelkeepError): boolean => code === 'http-404' || code === 'http-416';

/** A key may hold for the initialisation or not: that depends on the order of two lines, which few heed. */
const unlessPlain =
  (open: Decipher): Decipher =>
  async (bytes) => {
    const type = String.fromCharCode(...bytes.subarray(4, 8));
    return ['ftyp', 'styp', 'moov'].includes(type) ? bytes : open(bytes);
  };

/** Whether a decoder has to begin anew with it. */
function isOpening({ stretch, init }: Segment, before: Segment | undefined): boolean {
  if (!before || before.isGap || before.stretch !== stretch) return true;
  return init?.url !== before.init?.url || init?.range?.start !== before.init?.range?.start;
}
