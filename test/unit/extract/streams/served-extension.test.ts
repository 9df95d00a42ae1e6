import { expect, test } from 'vitest';
import { servedExtension } from '../../../../src/extract/generic/served-extension';

const named = (head: string, stated: string, type = '') =>
  servedExtension(Buffer.from(head, 'latin1'), type, stated);
const ebml = (kind: string) => `\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x88${kind}`;
const ogg = (codec: string) => `OggS${'\0'.repeat(24)}${codec}`;

test.each([
  ['\0\0\0\x20ftypisom', 'webm', 'mp4'],
  ['\0\0\0\x20ftypisom', 'mp3', 'm4a'],
  ['\0\0\0\x20ftypM4A ', 'mp4', 'm4a'],
  ['\0\0\0\x20ftypM4A ', 'webm', 'm4a'],
  ['\0\0\0\x08wide\0\0', 'mkv', 'mp4'],
  [ebml('webm'), 'mp4', 'webm'],
  [ebml('webm'), 'mp3', 'weba'],
  [ebml('matroska'), 'webm', 'mkv'],
  [ogg('OpusHead'), 'mp3', 'opus'],
  [ogg('OpusHead'), 'ogg', 'ogg'],
  [ogg('\x01vorbis'), 'opus', 'ogg'],
  ['ID3\x04', 'm4a', 'mp3'],
  ['\xff\xfb\x90\x64', 'ogg', 'mp3'],
  // AAC's frames have the same sync word, and no layer.
  ['\xff\xf1\x50\x80', 'm4a', 'm4a'],
  ['nothing that we know', 'mkv', 'mkv'],
  ['', 'mp4', 'mp4'],
])('%j, said to be %s, is %s', (head, stated, extension) => {
  expect(named(head, stated)).toBe(extension);
});

test('a page in place of a file is none, unless it begins as one', () => {
  expect(named('\n <!doctype html>', 'mp3')).toBeUndefined();
  expect(named('Not found', 'mp4', 'text/html; charset=utf-8')).toBeUndefined();
  expect(named(ebml('webm'), 'webm', 'text/html')).toBe('webm');
});
