import { expect, test } from 'vitest';
import { findExtractor } from '../../../src/extract/registry';
import { videoIdOf } from '../../../src/extract/youtube/video-id';

const id = 'YQHsXMglC9A';

test.each([
  `https://www.youtube.com/watch?v=${id}`,
  `https://www.youtube.com/watch?app=desktop&v=${id}&t=3s#x`,
  `https://m.youtube.com/watch?v=${id}`,
  `https://music.youtube.com/watch?v=${id}&list=RD`,
  `https://youtube.com/shorts/${id}`,
  `https://www.youtube.com/shorts/${id}?feature=share`,
  `https://www.youtube.com/live/${id}`,
  `https://www.youtube-nocookie.com/embed/${id}?rel=0`,
  `https://www.youtube.com/v/${id}&hl=en`,
])('%s shows the video', (url) => {
  expect(videoIdOf(url)).toBe(id);
  expect(findExtractor(url).extractor.site).toBe('youtube');
  expect(findExtractor(url).target.parts.id).toBe(id);
});

test.each([
  'https://www.youtube.com/',
  'https://www.youtube.com/watch?list=PL',
  'https://www.youtube.com/watch?v=short',
  `https://www.youtube.com/watch?v=${id}x`,
  `https://www.youtube.com/channel/${id}/community`,
  `ftp://www.youtube.com/watch?v=${id}`,
  `javascript:'https://www.youtube.com/watch?v=${id}'`,
  'about:blank',
  '',
])('%s shows none', (url) => {
  expect(videoIdOf(url)).toBeUndefined();
  expect(() => findExtractor(url)).toThrow(expect.objectContaining({ code: 'not-a-video-page' }));
});

test.each([
  `https://www.youtube.com.example.org/watch?v=${id}`,
  `https://notyoutube.com/watch?v=${id}`,
])('%s is a page like any other', (url) => {
  expect(videoIdOf(url)).toBeUndefined();
  expect(findExtractor(url).extractor.site).toBe('generic');
});
