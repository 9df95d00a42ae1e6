import { beforeEach, describe, expect, it, test } from 'vitest';
import { errorCodes } from '../../../src/errors';
import type { Choice } from '../../../src/formats/choice';
import type { Format } from '../../../src/formats/format';
import { choiceSummary, pictureTags, qualityWords } from '../../../src/ui/choice-words';
import { errorAction } from '../../../src/ui/error-action';
import { errorSentence } from '../../../src/ui/error-sentence';
import { jobProgress } from '../../../src/ui/job-progress';
import { jobWords } from '../../../src/ui/job-words';
import { queueWords } from '../../../src/ui/queue-words';
import { t } from '../../../src/ui/text';
import { webAddress } from '../../../src/ui/web-address';
import { speak } from './speak';

beforeEach(() => speak('en'));

const format = (traits: Partial<Format>): Format => ({
  id: '1',
  itag: 1,
  source: { kind: 'sabr' },
  mime: { essence: 'video/mp4', kind: 'video', container: 'mp4', codecs: [] },
  drm: false,
  ...traits,
});
const picture = format({ video: { codec: 'h264', resolution: 1080, fps: 60, hdr: false } });
const hdr = format({
  video: { codec: 'av1', resolution: 2160, fps: 59.94, hdr: true, stereo3d: true },
});
const sound = format({ audio: { codec: 'aac', bitrate: 128_400 } });
const mp4 = { extension: 'mp4', mime: 'video/mp4' } as const;
const paired: Choice = {
  kind: 'paired',
  id: 'a',
  video: picture,
  audio: sound,
  output: mp4,
  bytes: 184_000_000,
};

describe('a choice', () => {
  it('says exactly what will be saved', () => {
    expect(choiceSummary(paired)).toBe('1080p60 · MP4 (H.264, AAC) · 184 MB');
  });

  it('names what sets it apart, and no size where none is known', () => {
    const choice: Choice = {
      kind: 'video-only',
      id: 'b',
      video: hdr,
      output: { extension: 'webm', mime: 'video/webm' },
    };
    expect(choiceSummary(choice)).toBe('2160p60 HDR 3D · WebM (AV1)');
  });

  it('tells sound by its bitrate, and does not name a file after its codec twice', () => {
    const opus = format({ audio: { codec: 'opus', bitrate: 160_000 } });
    const choice: Choice = {
      kind: 'audio-only',
      id: 'c',
      audio: opus,
      output: { extension: 'opus', mime: 'audio/ogg' },
    };
    expect(choiceSummary(choice)).toBe('160 kbit/s · Opus');
    const unknown = { ...choice, audio: format({ audio: { codec: 'opus' } }) };
    expect(qualityWords(unknown)).toBe('Opus');
    speak('ko');
    expect(qualityWords(choice)).toBe('160kbit/s');
  });

  it('marks a picture all around, but not the usual rectangle', () => {
    const projected = (projection: string): Choice => ({
      ...paired,
      video: format({ video: { codec: 'vp9', resolution: 2160, hdr: false, projection } }),
    });
    expect(pictureTags(projected('EQUIRECTANGULAR'))).toEqual(['360°']);
    expect(pictureTags(projected('RECTANGULAR'))).toEqual([]);
  });
});

describe('a job', () => {
  it('tells percent, size, speed and time left', () => {
    const progress = { received: 50_500_000, total: 100_000_000, speed: 2_500_000, eta: 20 };
    expect(jobWords({ state: 'fetching', progress })).toBe(
      '50.5% of 100 MB · 2.5 MB/s · 20 sec left',
    );
    expect(jobProgress({ state: 'fetching', progress })).toBe(0.505);
  });

  it('tells what it has where the end is not known', () => {
    const progress = { received: 12_300_000, eta: Number.POSITIVE_INFINITY };
    expect(jobWords({ state: 'fetching', progress })).toBe('12.3 MB so far');
    expect(jobProgress({ state: 'fetching', progress })).toBe('unknown');
  });

  it('tells why it failed in the sentence of its code', () => {
    const error = { code: 'disk-full', message: 'ENOSPC', facts: {} } as const;
    expect(jobWords({ state: 'failed', error })).toBe(
      'The disk is full. Free some space, then try again.',
    );
    expect(jobProgress({ state: 'failed', error })).toBeUndefined();
  });

  it('tells the size of what it saved', () => {
    const file = { path: '/a.mp4', bytes: 184_000_000, downloadId: 1 };
    expect(jobWords({ state: 'done', file })).toBe('Saved · 184 MB');
  });

  it('speaks Korean', () => {
    speak('ko');
    const progress = { received: 50_500_000, total: 100_000_000, speed: 2_500_000, eta: 20 };
    expect(jobWords({ state: 'fetching', progress })).toBe('100MB 중 50.5% · 2.5MB/s · 20초 남음');
  });
});

test('the queue is counted in the grammar of the language', () => {
  expect([0, 1, 2].map(queueWords)).toEqual([
    'Nothing in the queue',
    '1 in the queue',
    '2 in the queue',
  ]);
});

test('every error has a sentence and one action', () => {
  for (const code of errorCodes) {
    expect(errorSentence({ code }, t)).not.toBe('');
    expect(['try-again', 'allow-access', 'open-downloads', 'close']).toContain(errorAction(code));
  }
  expect(errorAction('drm-protected')).toBe('close');
  expect(errorAction('network-lost')).toBe('try-again');
  expect(errorAction('no-permission')).toBe('allow-access');
});

test('only the web’s own addresses become links and pictures', () => {
  expect(webAddress('https://i.ytimg.com/vi/a/hq.jpg')).toBe('https://i.ytimg.com/vi/a/hq.jpg');
  expect(webAddress('javascript:alert(1)')).toBeUndefined();
  expect(webAddress('data:text/html,x')).toBeUndefined();
  expect(webAddress('//i.ytimg.com/a')).toBeUndefined();
  expect(webAddress(undefined)).toBeUndefined();
});
