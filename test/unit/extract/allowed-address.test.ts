import { expect, test } from 'vitest';
import {
  captionAddress,
  mediaAddress,
  playerAddress,
  thumbnailAddress,
} from '../../../src/extract/youtube/allowed-address';

test('media comes from below googlevideo.com by https', () => {
  const url = 'https://r5---sn-a.googlevideo.com/videoplayback?a=1,2&b=%2C';
  expect(mediaAddress(url)).toBe(url);
  expect(mediaAddress('http://r1.googlevideo.com/x')).toBe('https://r1.googlevideo.com/x');
});

test.each([
  'https://googlevideo.com/x',
  'https://googlevideo.com.evil.example/x',
  'https://evilgooglevideo.com/x',
  'https://.googlevideo.com/x',
  'https://r1..googlevideo.com/x',
  'https://r1.googlevideo.com:8443/x',
  'https://user@r1.googlevideo.com/x',
  'https://user:pass@r1.googlevideo.com/x',
  'https://evil.example/#r1.googlevideo.com',
  'https://evil.example\\@r1.googlevideo.com/x',
  'ftp://r1.googlevideo.com/x',
  'data:video/mp4,x',
  'blob:https://r1.googlevideo.com/1',
  'file:///etc/passwd',
  '//r1.googlevideo.com/x',
  'videoplayback',
  '',
])('no media from %s', (url) => {
  expect(mediaAddress(url)).toBeUndefined();
});

test.each([
  [
    '/s/player/62f90c99/player_ias.vflset/en_US/base.js',
    'https://www.youtube.com/s/player/62f90c99/player_ias.vflset/en_US/base.js',
  ],
  [
    '//s.ytimg.com/yts/jsbin/html5player-new-en_US-vflqLE6s6/html5player-new.js',
    'https://s.ytimg.com/yts/jsbin/html5player-new-en_US-vflqLE6s6/html5player-new.js',
  ],
  [
    'https://www.youtube.com/yts/jsbin/player_ias-vflzbi_R5/en_US/base.js',
    'https://www.youtube.com/yts/jsbin/player_ias-vflzbi_R5/en_US/base.js',
  ],
])('player script %s', (written, address) => {
  expect(playerAddress(written)).toBe(address);
});

test.each([
  'https://evil.example/s/player/62f90c99/base.js',
  '//evil.example/s/player/62f90c99/base.js',
  'http://www.youtube.com/s/player/62f90c99/base.js',
  '/s/player/../../redirect?q=x.js',
  '/redirect?q=/s/player/x/base.js',
  '/s/player/62f90c99/base.css',
])('no player script from %s', (written) => {
  expect(playerAddress(written)).toBeUndefined();
});

test('captions and thumbnails come from where the site serves them', () => {
  expect(captionAddress('/api/timedtext?v=1')).toBe('https://www.youtube.com/api/timedtext?v=1');
  expect(captionAddress('https://evil.example/api/timedtext')).toBeUndefined();
  expect(captionAddress('/logout')).toBeUndefined();
  expect(thumbnailAddress('//i.ytimg.com/vi/1.jpg')).toBe('https://i.ytimg.com/vi/1.jpg');
  expect(thumbnailAddress('https://i9.ytimg.com.evil.example/1.jpg')).toBeUndefined();
});
