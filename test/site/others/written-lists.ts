import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type StreamForm, streamFolder, streamSeconds } from './stream-files';

/** Lists that are written here over the segments of others: what ffmpeg does not write. */
const writers: Readonly<Record<string, () => Promise<string>>> = {
  'cut/list.m3u8': cutList,
  'spoken/master.m3u8': async () => spokenMaster,
  'spoken/words.m3u8': async () => spokenWords,
  'spoken/words-1.vtt': async () => vtt(900_000, ['00:00.500 --> 00:01.500', 'First light']),
  'spoken/words-2.vtt': async () => vtt(1_080_000, ['00:00.500 --> 00:01.000', 'The boats go out']),
  'voices/master.m3u8': async () => voicesMaster,
  'based/list.mpd': basedList,
  'based/words.vtt': async () => vtt(0, ['00:01.000 --> 00:02.000', 'Said beside it']),
  'periods/list.mpd': periodsList,
};

/** By its path below the host; undefined for what is no such list. */
export const writtenList = (path: string): Promise<string> | undefined =>
  Object.hasOwn(writers, path) ? writers[path]?.() : undefined;

const read = async (form: StreamForm, name: string): Promise<string> =>
  readFile(join(await streamFolder(form), name), 'utf8');

/** The stream, something else, and the stream again, each with times of its own (RFC 8216 §4.3.2.3). */
async function cutList(): Promise<string> {
  const parts = (['ts', 'otherTs', 'ts'] as const).map(async (form) => {
    const lines = (await read(form, 'list.m3u8')).split('\n');
    return lines
      .slice(lines.findIndex((line) => line.startsWith('#EXTINF')))
      .filter((line) => line !== '' && line !== '#EXT-X-ENDLIST')
      .map((line) => (line.startsWith('#') ? line : `../${form}/${line}`))
      .join('\n');
  });
  const [one, other, again] = await Promise.all(parts);
  return [
    ...['#EXTM3U', '#EXT-X-VERSION:3', '#EXT-X-TARGETDURATION:1'],
    ...[one, '#EXT-X-DISCONTINUITY', other, '#EXT-X-DISCONTINUITY', again, '#EXT-X-ENDLIST'],
  ].join('\n');
}

const spokenMaster = `#EXTM3U
#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="t",NAME="English",LANGUAGE="en",DEFAULT=YES,URI="words.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=320x180,CODECS="avc1.4d400c,mp4a.40.2",SUBTITLES="t"
../ts/list.m3u8`;
/** One sound under two names: which one is asked for tells them apart. */
const voicesMaster = `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="s",NAME="English",LANGUAGE="en",DEFAULT=YES,URI="../fmp4/list-1.m3u8?voice=en"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="s",NAME="Deutsch",LANGUAGE="de",URI="../fmp4/list-1.m3u8?voice=de"
#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=320x180,CODECS="avc1.4d400c,mp4a.40.2",AUDIO="s"
../fmp4/list-0.m3u8`;
const spokenWords = `#EXTM3U
#EXT-X-TARGETDURATION:2
#EXTINF:2,
words-1.vtt
#EXTINF:2,
words-2.vtt
#EXT-X-ENDLIST`;

const vtt = (ticks: number, cue: readonly string[]): string =>
  ['WEBVTT', `X-TIMESTAMP-MAP=LOCAL:00:00.000,MPEGTS:${ticks}`, '', ...cue, ''].join('\n');

const mpd = (periods: string, seconds: number): string => `<?xml version="1.0"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT${seconds}S" minBufferTime="PT1S" profiles="urn:mpeg:dash:profile:full:2011">${periods}</MPD>`;

/** One file for each track, by where its index lies (ISO/IEC 23009-1 §5.3.9.2), and one of words. */
async function basedList(): Promise<string> {
  const folder = await streamFolder('base');
  const track = async (name: string, attributes: string): Promise<string> => {
    const { at, bytes } = boxIn(await readFile(join(folder, name)), 'sidx');
    return `<AdaptationSet ${attributes}><Representation id="${name}" bandwidth="90000">
<BaseURL>../base/${name}</BaseURL>
<SegmentBase indexRange="${at}-${at + bytes - 1}"><Initialization range="0-${at - 1}"/></SegmentBase>
</Representation></AdaptationSet>`;
  };
  const tracks = await Promise.all([
    track('v.mp4', 'mimeType="video/mp4" codecs="avc1.4d400c" width="320" height="180"'),
    track('a.mp4', 'mimeType="audio/mp4" codecs="mp4a.40.2" lang="en"'),
  ]);
  const words = `<AdaptationSet mimeType="text/vtt" lang="en"><Label>English</Label>
<Representation id="t" bandwidth="100"><BaseURL>words.vtt</BaseURL></Representation></AdaptationSet>`;
  return mpd(`<Period>${tracks.join('')}${words}</Period>`, streamSeconds);
}

function boxIn(file: Buffer, name: string): { at: number; bytes: number } {
  for (let at = 0; at < file.length; at += file.readUInt32BE(at)) {
    const isIt = file.toString('latin1', at + 4, at + 8) === name;
    if (isIt) return { at, bytes: file.readUInt32BE(at) };
  }
  throw new Error(`There is no ${name}.`);
}

/** Two periods, each with a clock that begins at zero. */
async function periodsList(): Promise<string> {
  const periods = (['dash', 'otherDash'] as const).map(async (form, at) => {
    const sets = (await read(form, 'list.mpd')).match(
      /<AdaptationSet[\s\S]*<\/AdaptationSet>/,
    )?.[0];
    const start = at * streamSeconds;
    return `<Period id="${form}" start="PT${start}S" duration="PT${streamSeconds}S"><BaseURL>../${form}/</BaseURL>${sets}</Period>`;
  });
  return mpd((await Promise.all(periods)).join(''), 2 * streamSeconds);
}
