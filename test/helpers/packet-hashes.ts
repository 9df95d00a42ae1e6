import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as v from 'valibot';

/** One packet of a track: what it holds, and when it is shown, counted from the track's first. */
export interface Packet {
  readonly hash: string;
  readonly seconds: number;
}

const answerSchema = v.object({
  packets: v.array(
    v.object({
      codec_type: v.string(),
      stream_index: v.number(),
      pts_time: v.pipe(v.string(), v.transform(Number), v.finite()),
      data_hash: v.string(),
    }),
  ),
});

const run = promisify(execFile);
/** Containers count in ticks of their own. */
const tickSeconds = 0.005;

/**
 * Every packet of a file's tracks as they lie in the container, the tracks under ffprobe's name for
 * their kind and number: `video/0`, `audio/0`. @throws where ffprobe cannot read the file.
 */
export async function packetHashes(path: string): Promise<ReadonlyMap<string, readonly Packet[]>> {
  const { stdout } = await run(
    'ffprobe',
    [
      ...['-v', 'error', '-of', 'json', '-show_data_hash', 'MD5'],
      ...['-show_entries', 'packet=codec_type,stream_index,pts_time,data_hash', path],
    ],
    { maxBuffer: 1 << 26 },
  );
  const byStream = new Map<string, Packet[]>();
  for (const packet of v.parse(answerSchema, JSON.parse(stdout)).packets) {
    const name = `${packet.stream_index}/${packet.codec_type}`;
    const packets = byStream.get(name) ?? [];
    packets.push({ hash: packet.data_hash, seconds: packet.pts_time });
    byStream.set(name, packets);
  }
  const tracks = new Map<string, readonly Packet[]>();
  for (const [name, packets] of byStream) {
    const kind = name.split('/')[1] ?? '';
    const number = [...tracks.keys()].filter((known) => known.startsWith(`${kind}/`)).length;
    tracks.set(`${kind}/${number}`, fromZero(packets));
  }
  return tracks;
}

function fromZero(packets: readonly Packet[]): readonly Packet[] {
  const first = Math.min(...packets.map(({ seconds }) => seconds));
  return packets.map(({ hash, seconds }) => ({ hash, seconds: seconds - first }));
}

/** How a track differs from its source, in words; undefined where every packet is the same, at the same time. */
export function packetDifference(
  saved: readonly Packet[],
  source: readonly Packet[],
): string | undefined {
  if (saved.length !== source.length) return `${saved.length} packets instead of ${source.length}`;
  const at = saved.findIndex(({ hash }, index) => hash !== source[index]?.hash);
  if (at >= 0) return `packet ${at} of ${source.length} is another`;
  const moved = saved.findIndex(
    ({ seconds }, index) => Math.abs(seconds - (source[index]?.seconds ?? 0)) > tickSeconds,
  );
  return moved >= 0 ? `packet ${moved} of ${source.length} is shown at another time` : undefined;
}
