import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheDir } from '../cache-dir';
import { onceEach } from '../media/once-each';

const run = promisify(execFile);
const madeOnce = onceEach<string>();

const picture = (seconds: number, hue: number) => [
  ...['-f', 'lavfi', '-i', `testsrc2=size=320x180:rate=25:duration=${seconds},hue=h=${hue}`],
];
const sound = (seconds: number) => [
  '-f',
  'lavfi',
  '-i',
  `sine=sample_rate=48000:duration=${seconds}`,
];
const h264 = [
  '-c:v',
  'libx264',
  '-preset',
  'ultrafast',
  '-bf',
  '2',
  '-g',
  '25',
  '-sc_threshold',
  '0',
];
const aac = ['-c:a', 'aac', '-b:a', '64k'];
const hls = ['-f', 'hls', '-hls_time', '1', '-hls_playlist_type', 'vod'];
const dash = [
  ...['-map', '0:v', '-map', '1:a', ...h264, ...aac, '-f', 'dash', '-seg_duration', '1'],
  ...['-adaptation_sets', 'id=0,streams=v id=1,streams=a'],
];
const indexed = ['-movflags', '+dash+global_sidx+frag_keyframe'];

/** The same stream in the forms that sites serve. */
const recipes = {
  /** Transport streams, picture and sound in one. */
  ts: [...h264, ...aac, ...hls, 'list.m3u8'],
  /** The same for longer: what is broadcast. */
  show: [...h264, ...aac, ...hls, 'list.m3u8'],
  /** Something else in between, as advertisements are. */
  otherTs: [...h264, ...aac, ...hls, 'list.m3u8'],
  /** Enciphered with a key that the page gives to everyone. */
  aes: [...h264, ...aac, ...hls, '-hls_key_info_file', 'key-info', 'list.m3u8'],
  /** Fragments, ranges of one file, sound apart. */
  fmp4: [
    ...['-map', '0:v', '-map', '1:a', ...h264, ...aac, ...hls, '-hls_segment_type', 'fmp4'],
    ...['-hls_flags', 'single_file', '-master_pl_name', 'master.m3u8'],
    ...['-var_stream_map', 'v:0,agroup:sound a:0,agroup:sound,language:en,default:yes'],
    'list-%v.m3u8',
  ],
  /** DASH by numbers and a timeline. */
  dash: [...dash, 'list.mpd'],
  otherDash: [...dash, 'list.mpd'],
  /** Its pieces listed one by one. */
  list: [...dash, '-use_template', '0', '-use_timeline', '0', 'list.mpd'],
  /** One file for each track, its index within. */
  base: [
    ...['-map', '0:v', ...h264, ...indexed, 'v.mp4'],
    ...['-map', '1:a', ...aac, ...indexed, 'a.mp4'],
  ],
} as const;

export type StreamForm = keyof typeof recipes;
export const streamForms = Object.keys(recipes) as StreamForm[];
export const streamSeconds = 4;
const hueOf = (form: StreamForm): number => (form.startsWith('other') ? 200 : 40);
const lengthOf = (form: StreamForm): number => (form === 'show' ? 24 : streamSeconds);

/** The folder with a stream's lists and segments, made by ffmpeg the first time. */
export async function streamFolder(form: StreamForm): Promise<string> {
  const recipe = recipes[form];
  const digest = createHash('sha256')
    .update([lengthOf(form), hueOf(form), ...recipe].join('\0'))
    .digest('hex')
    .slice(0, 12);
  const folder = join(await cacheDir('site-streams'), `${form}-${digest}`);
  return madeOnce(folder, async () => {
    if (await isThere(folder)) return folder;
    const draft = `${folder}.${process.pid}`;
    await cacheDir(join('site-streams', `${form}-${digest}.${process.pid}`));
    try {
      if (form === 'aes') await writeKey(draft);
      const seconds = lengthOf(form);
      const inputs = [...picture(seconds, hueOf(form)), ...sound(seconds)];
      await run('ffmpeg', ['-v', 'error', '-y', ...inputs, ...recipe], { cwd: draft });
      await rename(draft, folder);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
    return folder;
  });
}

const isThere = (folder: string): Promise<boolean> =>
  readdir(folder).then(
    () => true,
    () => false,
  );

async function writeKey(folder: string): Promise<void> {
  const key = join(folder, 'key.bin');
  await writeFile(key, 'sixteen bytes!!!');
  await writeFile(join(folder, 'key-info'), `key.bin\n${key}\n`);
}
