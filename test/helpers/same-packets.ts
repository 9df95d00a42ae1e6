import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { SyntheticFile } from '../site/synthetic/synthetic-file';
import { syntheticPackets } from '../site/synthetic/synthetic-packets';

const run = promisify(execFile);
/** Containers count in ticks of their own, Matroska in milliseconds. */
const tickSeconds = 0.002;

/**
 * How a saved file differs from the computed ones that it was put together from, in words; undefined where
 * it holds each packet of each, in order, byte for byte, at its time. The packets are compared as they
 * are read: there may be millions.
 */
export async function packetsDiffer(
  path: string,
  sources: Readonly<Record<'video' | 'audio', SyntheticFile>>,
): Promise<string | undefined> {
  const tracks = (await kindsOf(path)).map((kind) => ({
    kind,
    wanted: syntheticPackets(sources[kind === 'audio' ? 'audio' : 'video']),
    found: 0,
    firstSeconds: 0,
  }));
  const kinds = tracks.map(({ kind }) => kind).toSorted();
  if (kinds.join() !== 'audio,video') return `the tracks are ${kinds.join()}`;
  const entries = 'packet=stream_index,pts_time,data_hash';
  const args = ['-v', 'error', '-show_data_hash', 'MD5', '-show_entries', entries];
  const probe = spawn('ffprobe', [...args, '-of', 'csv=p=0', path]);
  const ended = once(probe, 'close');
  let difference: string | undefined;
  for await (const line of createInterface({ input: probe.stdout })) {
    const [stream, seconds, hash] = line.split(',');
    const track = tracks[Number(stream)];
    if (!track) continue;
    const { value: wanted } = track.wanted.next();
    if (track.found === 0) track.firstSeconds = Number(seconds);
    const apart = Number(seconds) - track.firstSeconds - (wanted?.seconds ?? Number.NaN);
    if (!wanted) difference = `there are more than ${track.found} ${track.kind} packets`;
    else if (hash !== wanted.hash) difference = `${track.kind} packet ${track.found} is another`;
    else if (!(Math.abs(apart) < tickSeconds)) {
      difference = `${track.kind} packet ${track.found} is shown ${apart} s from its time`;
    }
    track.found += 1;
    if (difference) break;
  }
  if (difference) probe.kill();
  const [code] = await ended;
  if (difference) return difference;
  if (code !== 0) return `ffprobe ended with ${code}`;
  const short = tracks.find(({ wanted }) => !wanted.next().done);
  return short && `there are but ${short.found} ${short.kind} packets`;
}

/** By the number of the stream. */
async function kindsOf(path: string): Promise<string[]> {
  const args = ['-v', 'error', '-show_entries', 'stream=codec_type', '-of', 'csv=p=0', path];
  return (await run('ffprobe', args)).stdout.trim().split('\n');
}
