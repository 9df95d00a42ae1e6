import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { element, ids, unsigned } from '../../../src/media/ebml';
import { openMedia } from '../../../src/media/media-input';
import { mux } from '../../../src/media/mux';
import type { Packet } from '../../../src/media/packet-walk';
import { sourceTrack, type Walks } from '../../../src/media/source-track';
import type { TrackKind } from '../../../src/media/track-span';
import { syntheticMedia } from '../../site/synthetic/synthetic-media';
import { type ClipName, clip, probe, scratchFolder } from './clips';
import { nodeFile } from './node-file';

const folder = scratchFolder();

interface Told extends Omit<Packet, 'data'> {
  readonly hash: string;
}

const hashOf = (data: Uint8Array): string => createHash('md5').update(data).digest('hex');

async function packetsOf(path: string, kind: TrackKind, walks: Walks, metadataOnly = false) {
  const file = nodeFile(path);
  const media = openMedia(file);
  const walk = (await sourceTrack(media, kind, walks)).walk(metadataOnly);
  const told: Told[] = [];
  for (let packet = await walk.next(); packet; packet = await walk.next()) {
    const { type, timestamp, duration, byteLength } = packet;
    told.push({ type, timestamp, duration, byteLength, hash: hashOf(packet.data) });
  }
  media.input.dispose();
  file.close();
  return { told, walker: walk.constructor.name };
}

const clipsOf: readonly [ClipName, TrackKind, string][] = [
  ['h264.mp4', 'video', 'FragmentWalk'],
  ['ntsc.mp4', 'video', 'FragmentWalk'],
  ['rich.mp4', 'video', 'FragmentWalk'],
  ['av1.mp4', 'video', 'FragmentWalk'],
  ['runs.mp4', 'video', 'FragmentWalk'],
  ['aac.m4a', 'audio', 'FragmentWalk'],
  ['vp9.webm', 'video', 'ClusterWalk'],
  ['vp8.webm', 'video', 'ClusterWalk'],
  ['live.webm', 'video', 'ClusterWalk'],
  ['h264.mkv', 'video', 'ClusterWalk'],
  ['opus.webm', 'audio', 'ClusterWalk'],
  ['vorbis.webm', 'audio', 'ClusterWalk'],
  // Not ours to read: two tracks, an index of another kind, no container of these.
  ['whole.mp4', 'video', 'SinkWalk'],
  ['whole.webm', 'audio', 'SinkWalk'],
  ['sound.mp3', 'audio', 'SinkWalk'],
];

describe('a walk of ours', () => {
  it.each(clipsOf)('finds in %s what mediabunny finds', { timeout: 30_000 }, async (...about) => {
    const [name, kind, walker] = about;
    const path = await clip(folder, name);
    const ours = await packetsOf(path, kind, 'ours');
    const { told: wanted } = await packetsOf(path, kind, 'mediabunny');
    expect(ours.walker).toBe(walker);
    expect(ours.told.length).toBeGreaterThan(10);
    expect(ours.told.map(({ hash }) => hash)).toEqual(wanted.map(({ hash }) => hash));
    for (const [at, packet] of ours.told.entries()) {
      expect(packet.type).toBe(wanted[at]?.type);
      expect(packet.timestamp).toBeCloseTo(wanted[at]?.timestamp ?? Number.NaN, 6);
      // Where the container says no lengths, each guesses in its own way.
      expect(Math.abs(packet.duration - (wanted[at]?.duration ?? 0))).toBeLessThan(0.1);
    }
    const { told: bare } = await packetsOf(path, kind, 'ours', true);
    const noHash = (each: Told) => ({ ...each, hash: '' });
    expect(bare.map(noHash)).toEqual(ours.told.map(noHash));
  });

  it.each([
    ['h264.mp4', 'video', 'mdat', (at: number) => at - 4],
    ['h264.mp4', 'video', 'trun', (at: number) => at + 8],
    ['h264.mp4', 'video', 'traf', (at: number) => at - 4],
  ] as const)('gives up on a broken %s %s: %s', async (name, kind, box, placeOf) => {
    const path = join(folder, `broken-${box}.mp4`);
    const bytes = readFileSync(await clip(folder, name));
    bytes.writeUInt32BE(0x7fffffff, placeOf(bytes.lastIndexOf(box)));
    writeFileSync(path, bytes);
    await expect(packetsOf(path, kind, 'ours')).rejects.toThrow(RangeError);
  });

  it('gives up on a WebM that ends within a block', async () => {
    const source = await syntheticMedia({ codec: 'opus', container: 'webm', seconds: 16 });
    const bytes = Buffer.alloc(source.bytes - 2000);
    source.read(bytes, 0);
    const path = join(folder, 'cut.webm');
    writeFileSync(path, bytes);
    await expect(packetsOf(path, 'audio', 'ours')).rejects.toThrow(RangeError);
    // Which mediabunny would take for the end.
    expect((await packetsOf(path, 'audio', 'mediabunny')).told.length).toBe(400);
  });
});

it('what a walk of ours gives up, mediabunny muxes', { timeout: 30_000 }, async () => {
  const source = await syntheticMedia({ codec: 'opus', container: 'webm', seconds: 8 });
  // Three packets of one length in a block (RFC 9559 §10.3.4), as no site serves them.
  const laced = Array.from({ length: 100 }, (_, at) => {
    const packets = [0, 1, 2].map((each) => Buffer.from(source.packet(at * 3 + each).data));
    const head = Buffer.from([0x81, 0, 0, 0x84, 2]);
    head.writeInt16BE(at * 60, 1);
    return element(ids.simpleBlock, new Uint8Array(Buffer.concat([head, ...packets])));
  });
  const media = element(ids.cluster, unsigned(ids.timestamp, 0), ...laced);
  const path = join(folder, 'laced.webm');
  // The last cluster's end is that of the file; the segment's would have to be told.
  const head = Buffer.from(source.head);
  head.writeUIntBE(
    head.length - head.indexOf('18538067', 'hex') - 12 + media.length,
    head.indexOf('18538067', 'hex') + 6,
    6,
  );
  writeFileSync(path, Buffer.concat([head, media]));
  const target = nodeFile(join(folder, 'laced-out.webm'), 'w+');
  const file = nodeFile(path);
  const told: number[] = [];
  const [track] = await mux(
    { sources: [{ kind: 'audio', file }], extension: 'webm', target },
    {
      onProgress: (done) => told.push(done),
      breathe: () => Promise.resolve(),
      uptime: () => performance.now(),
    },
    new AbortController().signal,
  );
  target.close();
  expect(track?.packets).toBe(300);
  const { audio } = await probe(join(folder, 'laced-out.webm'));
  expect(audio.length).toBe(300);
  expect(audio[150]?.time).toBeCloseTo(3, 2);
});
