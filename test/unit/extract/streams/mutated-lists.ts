import { readDash, readDashSegments } from '../../../../src/extract/dash/read-dash';
import { readHls } from '../../../../src/extract/hls/read-hls';
import { codeOf } from './code-of';
import { chance, mutate } from './mutate';

const url = 'https://media.example/show/list';
const now = Date.UTC(2026, 0, 1) / 1000;

const playlists = [
  `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:6
#EXT-X-MEDIA-SEQUENCE:41
#EXT-X-KEY:METHOD=AES-128,URI="key.bin",IV=0x000102030405060708090a0b0c0d0e0f
#EXT-X-MAP:URI="all.mp4",BYTERANGE="700@0"
#EXTINF:5.5,Titel
#EXT-X-BYTERANGE:1000@700
all.mp4
#EXTINF:6,
#EXT-X-BYTERANGE:500
all.mp4
#EXT-X-DISCONTINUITY
#EXTINF:6,
c.m4s?x=1
#EXT-X-ENDLIST`,
  `#EXTM3U
#EXT-X-DEFINE:NAME="path",VALUE="deep"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="English",LANGUAGE="en",DEFAULT=YES,CHANNELS="2",URI="en.m3u8"
#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="t",NAME="Deutsch",LANGUAGE="de",URI="de.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=3000000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,AUDIO="a",SUBTITLES="t"
{$path}/720.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=9000000,CODECS="hvc1.2.4.L120",RESOLUTION=1920x1080,FRAME-RATE=50
1080.m3u8`,
];

const manifests = [
  `<?xml version="1.0"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT10S">
<Period duration="PT6S"><AdaptationSet mimeType="video/mp4" codecs="avc1.64001f">
<SegmentTemplate media="$RepresentationID$-$Number%03d$.m4s" initialization="$RepresentationID$.mp4" duration="4000" timescale="1000" startNumber="3"/>
<Representation id="v" bandwidth="800000" width="1280" height="720" frameRate="30000/1001"/></AdaptationSet></Period>
<Period><AdaptationSet mimeType="video/mp4" codecs="avc1.64001f"><BaseURL>more/</BaseURL>
<SegmentTemplate media="$Time$.m4s" timescale="100" presentationTimeOffset="900">
<SegmentTimeline><S t="900" d="200" r="-1"/><S t="1100" d="100" r="1"/></SegmentTimeline></SegmentTemplate>
<Representation id="v" bandwidth="800000"/></AdaptationSet></Period></MPD>`,
  `<MPD type="dynamic" availabilityStartTime="2025-12-31T23:00:00Z" timeShiftBufferDepth="PT60S" minimumUpdatePeriod="PT3S">
<Period id="1" start="PT0S"><AdaptationSet contentType="audio" mimeType="audio/mp4" codecs="mp4a.40.2" lang="en">
<Representation id="v" bandwidth="128000"><SegmentList duration="5" timescale="1"><Initialization range="0-99"/>
<SegmentURL mediaRange="100-199"/><SegmentURL media="b.mp4"/></SegmentList></Representation></AdaptationSet></Period></MPD>`,
];

/** Damages lists and reads them. Throws what is no error of the family. `slowestMs`: the longest that one took. */
export function mutatedLists(
  times: number,
  seed: number,
): { lists: number; codes: number; slowestMs: number } {
  const random = chance(seed);
  const count = { lists: 0, codes: 0, slowestMs: 0 };
  for (let at = 0; at < times; at += 1) {
    const sources = at % 2 === 0 ? playlists : manifests;
    const text = mutate(sources[(at >> 1) % sources.length] ?? '', random);
    const before = performance.now();
    const code = codeOf(() => (at % 2 === 0 ? readHls(text, url) : readManifest(text)));
    count.slowestMs = Math.max(count.slowestMs, performance.now() - before);
    if (code === 'nothing') count.lists += 1;
    else count.codes += 1;
  }
  return count;
}

function readManifest(text: string): void {
  readDash(text, url, now);
  readDashSegments(text, url, 'v', now);
}
