import { expect, test } from 'vitest';
import { readStoryboard } from '../../../src/extract/youtube/read-storyboard';
import { thumbnailAddresses } from '../../../src/extract/youtube/thumbnail-addresses';
import { videoId } from '../../helpers/fake-page-view';
import { pageData } from '../../helpers/page-data';

const base = 'https://i.ytimg.com/sb/x/storyboard3_L$L/$N.jpg?sqp=a';
const read = (spec: string) =>
  readStoryboard(
    pageData({ playerResponse: { storyboards: { playerStoryboardSpecRenderer: { spec } } } }),
  );

test('the largest level of a storyboard, sheet by sheet', () => {
  expect(read(`${base}|48#27#100#10#10#0#default#rs$A|160#90#11#5#1#2000#M$M#rs$B`)).toEqual({
    width: 160,
    height: 90,
    pictures: 11,
    intervalMs: 2000,
    sheets: [0, 1, 2].map(
      (sheet) => `https://i.ytimg.com/sb/x/storyboard3_L1/M${sheet}.jpg?sqp=a&sigh=rs%24B`,
    ),
  });
});

test.each([
  [''],
  [base],
  [`${base}|160#90#0#5#5#2000#M$M#s`],
  [`${base}|160#90#11#0#5#2000#M$M#s`],
  [`${base}|160#90#100000000#1#1#2000#M$M#s`],
  [`${base}|160#90#x#5#5#2000#M$M#s`],
  ['https://evil.example/$N.jpg|160#90#11#5#5#2000#M$M#s'],
])('nothing where it does not parse: %j', (spec) => {
  expect(read(spec)).toBeUndefined();
});

test('thumbnails, the largest first, and none of other hosts', () => {
  const thumbnails = [
    { url: 'https://evil.example/x.jpg', width: 9_000 },
    { url: 'https://i.ytimg.com/vi/a/named.jpg', width: 640 },
  ];
  const page = pageData({ playerResponse: { videoDetails: { thumbnail: { thumbnails } } } });
  expect(thumbnailAddresses(page).map((url) => url.split('/').at(-1))).toEqual([
    'maxresdefault.jpg',
    'named.jpg',
    'hq720.jpg',
    'sddefault.jpg',
    'hqdefault.jpg',
  ]);
  expect(thumbnailAddresses(page)[0]).toContain(videoId);
});
