import { ids } from './ebml';
import type { FileWindow } from './file-window';
import { childrenOf, type FileElement, readElement, unsignedOf } from './matroska-elements';
import type { TrackKind } from './track-span';

export interface MatroskaTrack {
  readonly number: number;
  readonly kind: TrackKind | undefined;
  /** Seconds of each packet, where they are all alike. */
  readonly duration: number | undefined;
  /** Compressed or enciphered. */
  readonly isEncoded: boolean;
  readonly secondsPerTick: number;
}

const kinds: Readonly<Record<number, TrackKind>> = { 1: 'video', 2: 'audio' };
const usualTickNs = 1_000_000;

/** Whether a file begins as one. */
export function isMatroska(window: FileWindow): boolean {
  if (window.size < 4) return false;
  const { view, offset } = window.read(0, 4);
  return view.getUint32(-offset) === ids.document;
}

/** The tracks of a Matroska file, as it describes them before its media. @throws RangeError where it does not, or is none. */
export function matroskaTracks(window: FileWindow): MatroskaTrack[] {
  let tickNs = usualTickNs;
  for (const element of beforeMedia(window)) {
    if (element.id === ids.info) {
      const scale = childrenOf(window, element).find(({ id }) => id === ids.timestampScale);
      if (scale) tickNs = unsignedOf(window, scale);
    } else if (element.id === ids.tracks) {
      const entries = childrenOf(window, element).filter(({ id }) => id === ids.trackEntry);
      return entries.map((entry) => trackOf(window, entry, tickNs));
    }
  }
  throw new RangeError('No tracks.');
}

function* beforeMedia(window: FileWindow): Generator<FileElement> {
  const document = readElement(window, 0);
  for (let at = document.end; at !== undefined && at < window.size; ) {
    const element = readElement(window, at);
    if (element.id === ids.cluster) return;
    yield element;
    at = element.id === ids.segment ? element.content : element.end;
  }
}

function trackOf(window: FileWindow, entry: FileElement, tickNs: number): MatroskaTrack {
  const parts = childrenOf(window, entry);
  const number = (id: number): number | undefined => {
    const part = parts.find((each) => each.id === id);
    return part && unsignedOf(window, part);
  };
  const durationNs = number(ids.defaultDuration);
  return {
    number: number(ids.trackNumber) ?? 0,
    kind: kinds[number(ids.trackType) ?? 0],
    duration: durationNs === undefined ? undefined : durationNs / 1e9,
    isEncoded: parts.some(({ id }) => id === ids.contentEncodings),
    secondsPerTick: tickNs / 1e9,
  };
}
