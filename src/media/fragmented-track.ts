import { type ByteFile, readFully } from './byte-file';
import { type FileBox, fileBoxes } from './iso-boxes';
import { childrenOf, type IsoTrack, one, readIndex } from './iso-index';
import { TableReader } from './table-reader';

/** The only track of an mp4 in fragments. */
export interface FragmentedTrack extends Pick<IsoTrack, 'id' | 'kind' | 'timescale' | 'shift'> {
  readonly defaults: SampleDefaults;
}

/** What packets have where their fragment says nothing of it. */
export interface SampleDefaults {
  readonly duration: number;
  readonly bytes: number;
  readonly flags: number;
}

/** Undefined where a file is anything else, or enciphered. @throws RangeError where it is broken. */
export function fragmentedTrack(file: ByteFile): FragmentedTrack | undefined {
  const box = isIso(file) ? indexBox(file) : undefined;
  return box && onlyTrack(file, box);
}

/** Whether it begins with its brand. */
function isIso(file: ByteFile): boolean {
  const head = new Uint8Array(8);
  return readFully(file, head, 0) && String.fromCharCode(...head.subarray(4)) === 'ftyp';
}

/** The `moov`, where it comes before all fragments. */
function indexBox(file: ByteFile): FileBox | undefined {
  for (const box of fileBoxes(file, 0, file.getSize())) {
    if (box.type === 'moov') return box;
    if (box.type === 'moof' || box.type === 'mdat') return undefined;
  }
  return undefined;
}

function onlyTrack(file: ByteFile, box: FileBox): FragmentedTrack | undefined {
  const { boxes, tracks } = readIndex(file, box);
  const [track] = tracks;
  const extension = boxes.find(({ type }) => type === 'mvex');
  if (!track || tracks.length > 1 || !extension || isEnciphered(file, track)) return undefined;
  const { id, kind, timescale, shift } = track;
  // Version and flags, the track, and which description its packets have.
  const defaults = new TableReader(file, one(childrenOf(file, extension), 'trex'));
  defaults.skip(3);
  const [duration, bytes, flags] = [defaults.u32(), defaults.u32(), defaults.u32()];
  return { id, kind, timescale, shift, defaults: { duration, bytes, flags } };
}

/** `encv`, `enca`: the first letters of the description. */
function isEnciphered(file: ByteFile, { tables }: IsoTrack): boolean {
  const description = new TableReader(file, one(tables, 'stsd'));
  description.skip(3);
  return description.u32() >>> 8 === 0x656e63;
}
