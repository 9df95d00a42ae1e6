import { describe, expect, test } from 'vitest';
import { dashVerdict } from '../../helpers/lists/dash-verdict';
import { hlsVerdict } from '../../helpers/lists/hls-verdict';

const hls = (...lines: string[]) =>
  ['#EXTM3U', '#EXT-X-TARGETDURATION:4', ...lines, '#EXT-X-ENDLIST'].join('\n');

describe('an HLS list held against another parser', () => {
  test.each([
    ['equal', hls('#EXT-X-BYTERANGE:10@5', '#EXTINF:4,', 'a.ts', '#EXTINF:2.5,', '/b.ts')],
    [
      'equal',
      hls(
        '#EXT-X-KEY:METHOD=AES-128,URI="data:;base64,MDEyMzQ1Njc4OWFiY2RlZg=="',
        '#EXTINF:4,',
        'a.ts',
      ),
    ],
    // A length that nobody states: the other one takes the list's longest.
    ['different', hls('#EXTINF:4,', 'a.ts', 'b.ts')],
    ['refused', hls('#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://x"', '#EXTINF:4,', 'a.ts')],
    ['master', '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8'],
  ])('%s', (state, text) => {
    expect(hlsVerdict('a.m3u8', text)).toMatchObject({ kind: 'hls', state });
  });
});

describe('a DASH manifest held against what another program reads', () => {
  const manifest = `<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT4S">
    <Period><AdaptationSet mimeType="video/mp4"><SegmentTemplate media="$Number$.m4s" initialization="i.mp4"
      duration="2" timescale="1"/><Representation id="v" bandwidth="1" width="2" height="2"/>
    </AdaptationSet></Period></MPD>`;
  const at = (name: string) => `https://media.example/show/${name}`;

  test.each([
    ['equal', [[at('i.mp4'), at('1.m4s'), at('2.m4s')]]],
    ['equal', [[at('x.m4s')], [at('1.m4s'), at('2.m4s')]]],
    ['different', [[at('i.mp4'), at('1.m4s')]]],
    ['unread', []],
  ])('%s', (state, theirs) => {
    expect(dashVerdict('a.mpd', manifest, theirs)).toMatchObject({ kind: 'dash', state });
  });

  test('is refused with a code', () => {
    expect(dashVerdict('a.mpd', '<MPD', [])).toMatchObject({ state: 'refused' });
  });
});
