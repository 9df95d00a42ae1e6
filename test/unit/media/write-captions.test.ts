import { expect, test } from 'vitest';
import { writeCaptions } from '../../../src/media/write-captions';

const cues = [
  { startMs: 0, endMs: 1_005, text: 'a <b> & c\nd' },
  { startMs: 360_061_001, endMs: 360_062_000, text: '-->' },
];

test('WebVTT escapes what would be markup', () => {
  expect(writeCaptions(cues, 'vtt')).toBe(
    'WEBVTT\n\n00:00:00.000 --> 00:00:01.005\na &lt;b&gt; &amp; c\nd\n\n' +
      '100:01:01.001 --> 100:01:02.000\n--&gt;\n',
  );
});

test('SubRip counts and has a comma', () => {
  expect(writeCaptions(cues, 'srt')).toBe(
    '1\n00:00:00,000 --> 00:00:01,005\na <b> & c\nd\n\n2\n100:01:01,001 --> 100:01:02,000\n-->\n',
  );
});
