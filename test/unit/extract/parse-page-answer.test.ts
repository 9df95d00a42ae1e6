import { expect, test } from 'vitest';
import { asReelkeepError } from '../../../src/errors';
import { copyShape } from '../../../src/extract/youtube/copy-shape';
import { argsShape, playerResponseShape } from '../../../src/extract/youtube/page-shapes';
import { parsePageAnswer } from '../../../src/extract/youtube/parse-page-answer';
import { watchUrl } from '../../../src/extract/youtube/video-id';
import { otherId, videoId } from '../../helpers/fake-page-view';
import { fullArgs, fullResponse } from '../../helpers/full-page';
import { pageData } from '../../helpers/page-data';

const essentials = { site: 'youtube', pageUrl: watchUrl(videoId), videoId };
const codeOf = (detail: unknown) => {
  try {
    parsePageAnswer(detail);
  } catch (thrown) {
    return asReelkeepError(thrown).code;
  }
  return 'accepted';
};

test('the page copies every field that the border reads, and the border keeps every one', () => {
  expect(copyShape(fullResponse, playerResponseShape)).toEqual(fullResponse);
  expect(copyShape(fullArgs, argsShape)).toEqual(fullArgs);
  const { playerResponse, args } = pageData({ playerResponse: fullResponse, args: fullArgs });
  const { video_id: _checked, ...keptArgs } = fullArgs;
  expect(Object.keys(args ?? {})).toEqual(Object.keys(keptArgs));
  expect(fieldsOf(playerResponse)).toEqual(fieldsOf(fullResponse));
});

test.each([
  ['page-data-invalid', 'no string', { ...essentials }],
  ['page-data-invalid', 'nothing', undefined],
  ['page-data-invalid', 'no JSON', '{'],
  ['page-data-invalid', 'no object', '"text"'],
  ['page-data-invalid', 'a deep list', '['.repeat(2_000_000)],
  ['page-data-invalid', 'a deep object', `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`],
  ['page-data-too-large', '50 MB', 'x'.repeat(50_000_000)],
  ['page-data-invalid', 'no id', JSON.stringify({ ...essentials, videoId: undefined })],
  [
    'page-data-invalid',
    'an id that is a path',
    JSON.stringify({ ...essentials, videoId: '../../../aa' }),
  ],
  ['page-data-invalid', 'another site', JSON.stringify({ ...essentials, site: 'x' })],
  [
    'other-video',
    "another page's address",
    JSON.stringify({ ...essentials, pageUrl: watchUrl(otherId) }),
  ],
  [
    'other-video',
    "another video's details",
    JSON.stringify({ ...essentials, playerResponse: { videoDetails: { videoId: otherId } } }),
  ],
  ['json-cut-off', "the reader's code", '{"error":"json-cut-off"}'],
  ['page-data-invalid', 'a code that is not the reader’s', '{"error":"disk-full"}'],
  ['accepted', 'the least', JSON.stringify(essentials)],
])('%s: %s', (code, _what, detail) => {
  expect(codeOf(detail)).toBe(code);
});

test('depth inside strings is no depth', () => {
  expect(pageData({ notice: '[[[{{{"\\'.repeat(50) }).notice).toContain('[[[{{{"');
});

test('a bad optional field costs itself alone', () => {
  const { playerResponse, args, sts } = pageData({
    sts: 'soon',
    args: { title: 7, length_seconds: '12', adaptive_fmts: ['x'] },
    playerResponse: {
      videoDetails: {
        videoId,
        title: { runs: [] },
        lengthSeconds: '-1',
        author: 'A',
        isLive: 'no',
      },
      captions: 'none',
      streamingData: {
        formats: { length: 1 },
        adaptiveFormats: [{ itag: '137', width: 1.5, fps: '30', initRange: { start: '0' } }],
      },
    },
  });
  expect(sts).toBeUndefined();
  expect(args).toEqual({ length_seconds: 12 });
  expect(playerResponse?.videoDetails).toEqual({ videoId, author: 'A' });
  expect(playerResponse?.captions).toBeUndefined();
  expect(playerResponse?.streamingData?.formats).toBeUndefined();
  expect(playerResponse?.streamingData?.adaptiveFormats).toEqual([{ itag: 137, fps: 30 }]);
});

test('an item without its essential field costs the item; lists and words are bounded', () => {
  const formats = Array.from({ length: 600 }, (_, itag) => (itag === 1 ? { width: 1 } : { itag }));
  const { playerResponse } = pageData({
    playerResponse: {
      streamingData: { formats },
      videoDetails: { title: 'x'.repeat(100_000) },
      microformat: {
        playerMicroformatRenderer: { title: { runs: [{ text: 'a' }, 7, { text: 'b' }] } },
      },
    },
  });
  expect(playerResponse?.streamingData?.formats).toHaveLength(499);
  expect(playerResponse?.videoDetails?.title).toHaveLength(500);
  expect(playerResponse?.microformat?.playerMicroformatRenderer.title).toBe('ab');
});

test('keys that pollute prototypes are dropped like every unknown key', () => {
  const evil = `{"site":"youtube","pageUrl":"${watchUrl(videoId)}","videoId":"${videoId}","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"args":{"__proto__":{"title":"evil"},"more":1}}`;
  const page = parsePageAnswer(evil);
  expect(Object.keys(page)).toEqual(['site', 'pageUrl', 'videoId', 'args']);
  expect(page.args?.title).toBeUndefined();
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

/** Every path of a value, lists by their first item; sentences, which the border flattens, as one field. */
function fieldsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return fieldsOf(value[0], `${path}[]`);
  if (typeof value !== 'object' || value === null) return [path];
  if ('simpleText' in value || 'runs' in value) return [path];
  return Object.entries(value).flatMap(([field, inner]) => fieldsOf(inner, `${path}.${field}`));
}
