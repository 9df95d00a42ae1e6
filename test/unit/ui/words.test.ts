import { beforeEach, describe, expect, it, test } from 'vitest';
import { type ErrorCode, type ErrorData, type ErrorFacts, errorCodes } from '../../../src/errors';
import type { Choice } from '../../../src/formats/choice';
import type { Format } from '../../../src/formats/format';
import type { JobState, WaitReason } from '../../../src/jobs/job';
import { choiceSummary, pictureTags, qualityWords } from '../../../src/ui/choice-words';
import { errorAction } from '../../../src/ui/error-action';
import { errorSentence } from '../../../src/ui/error-sentence';
import { canBePaused, jobActions, jobRemedies } from '../../../src/ui/job-offers';
import { jobProgress } from '../../../src/ui/job-progress';
import { jobWords } from '../../../src/ui/job-words';
import { queueWords } from '../../../src/ui/queue-words';
import { t } from '../../../src/ui/text';
import { trackWords } from '../../../src/ui/track-words';
import { waitingWords } from '../../../src/ui/waiting-words';
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

  it.each(['1080p Premium', '1080p 프리미엄'])(
    'marks what a paying account alone has: %s',
    (label) => {
      const video = { codec: 'vp9', resolution: 1080, hdr: false, label } as const;
      expect(pictureTags({ ...paired, video: format({ video }) })).toEqual(['Premium']);
    },
  );
});

describe('a job', () => {
  const progress = { received: 50_500_000, total: 100_000_000 };
  const error = (code: ErrorCode, facts = {}): ErrorData => ({ code, message: '', facts });

  it('tells percent, size, speed and time left', () => {
    const current: JobState = {
      state: 'fetching',
      progress: { ...progress, speed: 2_500_000, eta: 20 },
    };
    expect(jobWords(current)).toBe('50.5% of 100 MB · 2.5 MB/s · 20 sec left');
    expect(jobProgress(current)).toBe(0.505);
  });

  it('tells what it has where the end is not known', () => {
    const current: JobState = {
      state: 'fetching',
      progress: { received: 12_300_000, eta: Number.POSITIVE_INFINITY },
    };
    expect(jobWords(current)).toBe('12.3 MB so far');
    expect(jobProgress(current)).toBe('unknown');
  });

  it('is saved, says what is missing of it', () => {
    const file = { path: '/downloads/A talk.mp4', bytes: 12_300_000, downloadId: 1 };
    expect(jobWords({ state: 'done', file })).toBe('Saved · 12.3 MB · A talk.mp4');
    expect(jobWords({ state: 'done', file: { ...file, missedSeconds: 900 } })).toBe(
      'Saved · 12.3 MB · A talk.mp4 · About 15 min are missing: they were not served any more when they were to be fetched.',
    );
  });

  it('tells its place in the line', () => {
    expect(jobWords({ state: 'queued' }, 1)).toBe('Next in line');
    expect(jobWords({ state: 'queued' }, 1200)).toBe('Waiting in line: number 1,200');
    expect(jobWords({ state: 'queued' })).toBe('Waiting in line');
    expect(jobProgress({ state: 'queued' })).toBeUndefined();
  });

  it('tells how far it was when it was paused', () => {
    expect(jobWords({ state: 'paused', progress })).toBe('Paused · 50.5% of 100 MB');
    expect(jobProgress({ state: 'paused', progress })).toBe(0.505);
    expect(jobWords({ state: 'paused' })).toBe('Paused');
    expect(jobProgress({ state: 'paused' })).toBeUndefined();
  });

  it('tells why it failed in the sentence of its code', () => {
    const failed: JobState = { state: 'failed', error: error('disk-full') };
    expect(jobWords(failed)).toBe('The disk is full. Free some space, then try again.');
    expect(jobProgress(failed)).toBeUndefined();
  });

  it('tells the size and the name of what it saved, of whichever system', () => {
    const saved = (path: string): JobState => ({
      state: 'done',
      file: { path, bytes: 184_000_000, downloadId: 1 },
    });
    expect(jobWords(saved('/home/kim/Tide (1).mp4'))).toBe('Saved · 184 MB · Tide (1).mp4');
    expect(jobWords(saved('C:\\Users\\Kim\\Tide.mp4'))).toBe('Saved · 184 MB · Tide.mp4');
  });

  it('speaks Korean', () => {
    speak('ko');
    expect(
      jobWords({ state: 'fetching', progress: { ...progress, speed: 2_500_000, eta: 20 } }),
    ).toBe('100MB 중 50.5% · 2.5MB/s · 20초 남음');
    expect(jobWords({ state: 'queued' }, 3)).toBe('차례를 기다리는 중: 3번째');
  });

  describe('that waits', () => {
    const now = new Date(2026, 10, 3, 14).getTime();
    const until = new Date(2026, 10, 3, 14, 5).getTime();
    const waiting = (current: Omit<Extract<JobState, { state: 'waiting' }>, 'state'>) =>
      waitingWords({ state: 'waiting', ...current }, now);

    it('says for what, and that it goes on by itself', () => {
      for (const reason of ['network', 'disk', 'server', 'metered', 'quiet-hours'] as const) {
        expect(waiting({ reason })).toMatch(/by itself/);
      }
    });

    it('says that a person may answer what the site wants to know', () => {
      const asked = { reason: 'server', error: error('asked-to-prove-human') } as const;
      expect(waiting(asked)).toMatch(/whether a person is there.* page.*by itself/);
      expect(waiting({ ...asked, until })).toMatch(
        /person .* page.*tries again by itself at 2:05\sPM\.$/,
      );
      expect(jobRemedies({ state: 'waiting', ...asked })).toEqual(['open-page', 'try-now']);
      expect(jobRemedies({ state: 'waiting', reason: 'server' })).toEqual(['try-now']);
    });

    it('says until when, where that is known', () => {
      expect(waiting({ reason: 'server', until })).toMatch(/tries again at 2:05\sPM\.$/);
      expect(waiting({ reason: 'quiet-hours', until })).toMatch(/at 2:05\sPM\.$/);
    });

    it('says how much room is missing', () => {
      const full = error('disk-full', { missingBytes: 1_200_000_000 });
      expect(waiting({ reason: 'disk', error: full })).toMatch(/^1\.2 GB more disk space/);
    });
  });

  it('offers first what can be undone, and at the end what cannot', () => {
    const offered = (current: JobState) => [jobActions(current, undefined), jobRemedies(current)];
    const waiting = (reason: WaitReason): JobState => ({ state: 'waiting', reason });
    const failed = (code: ErrorCode): JobState => ({ state: 'failed', error: error(code) });
    expect(offered({ state: 'queued' })).toEqual([['pause', 'cancel'], []]);
    expect(offered({ state: 'paused' })).toEqual([['resume', 'cancel'], []]);
    expect(offered(waiting('network'))).toEqual([['pause', 'cancel'], ['try-now']]);
    expect(offered(waiting('metered'))).toEqual([['pause', 'cancel'], []]);
    expect(offered(failed('http-404'))).toEqual([['remove'], ['retry']]);
    expect(offered(failed('format-changed'))).toEqual([['remove'], ['restart']]);
    expect(offered(failed('content-changed'))).toEqual([['remove'], ['restart']]);
    for (const code of ['mux-failed', 'verification-failed', 'length-mismatch'] as const) {
      expect(offered(failed(code))).toEqual([['remove'], ['retry', 'restart']]);
      expect(jobWords(failed(code))).toMatch(/start again/i);
    }
    expect(offered({ state: 'cancelled' })).toEqual([['remove'], ['retry']]);
    const file = { path: '/a.mp4', bytes: 1, downloadId: 1 };
    expect(offered({ state: 'done', file })).toEqual([['show', 'remove'], []]);
  });

  it('offers to finish what is live, once there is something of it', () => {
    const progress = { received: 1 };
    expect(jobActions({ state: 'queued' }, true)).toEqual(['pause', 'cancel']);
    expect(jobActions({ state: 'fetching', progress }, true)).toEqual([
      'pause',
      'finish',
      'cancel',
    ]);
    expect(jobActions({ state: 'paused', progress }, true)).toEqual(['resume', 'finish', 'cancel']);
  });

  it('cannot be paused while the browser saves it', () => {
    expect(canBePaused({ state: 'saving' })).toBe(false);
    expect(canBePaused({ state: 'verifying' })).toBe(true);
  });
});

test('the queue is counted in the grammar of the language', () => {
  expect([0, 1, 2].map(queueWords)).toEqual([
    'Nothing in the queue',
    '1 in the queue',
    '2 in the queue',
  ]);
});

test('what has not begun is told with its time', () => {
  const told = (facts: ErrorFacts) => errorSentence({ code: 'live-not-started', facts }, t);
  const startsAtSeconds = Date.UTC(2030, 0, 15, 12) / 1000;
  expect(told({ startsAtSeconds })).toMatch(/^This broadcast begins on Jan 15, 2030, /);
  expect(told({ startsAtSeconds, isPremiere: true })).toMatch(/^This premiere begins on Jan 15, /);
  expect(told({})).toMatch(/has not begun/);
});

test('every error has a sentence and one action', () => {
  for (const code of errorCodes) {
    expect(errorSentence({ code }, t)).not.toBe('');
    expect(['try-again', 'allow-access', 'open-downloads', 'open-settings', 'close']).toContain(
      errorAction(code),
    );
  }
  expect(errorAction('drm-protected')).toBe('close');
  expect(errorAction('network-lost')).toBe('try-again');
  expect(errorAction('no-permission')).toBe('allow-access');
  expect(errorAction('credentials-needed')).toBe('open-settings');
  expect(errorAction('site-closed')).toBe('close');
});

test('only the web’s own addresses become links and pictures', () => {
  expect(webAddress('https://i.ytimg.com/vi/a/hq.jpg')).toBe('https://i.ytimg.com/vi/a/hq.jpg');
  expect(webAddress('javascript:alert(1)')).toBeUndefined();
  expect(webAddress('data:text/html,x')).toBeUndefined();
  expect(webAddress('//i.ytimg.com/a')).toBeUndefined();
  expect(webAddress(undefined)).toBeUndefined();
});

test('a sound track is called as the site calls it, with what it is to the video', () => {
  const dub = { id: 'de.10', name: 'Deutsch', content: 'dubbed-auto' } as const;
  expect(trackWords({ id: 'en.4', name: 'English original', content: 'original' })).toBe(
    'English original',
  );
  expect(trackWords(dub)).toBe('Deutsch · dubbed by machine');
  expect(trackWords({ id: 'fr.2', language: 'fr', content: 'descriptive' })).toBe(
    'French · with audio description',
  );
  expect(trackWords({ id: 'x', language: 'not a language' })).toBe('not a language');
  expect(trackWords({ id: '' })).toBe('Sound track');
  speak('ko');
  expect(trackWords({ id: 'en.4', name: '영어', content: 'original' })).toBe('영어 · 원본');
});

test('advertisements are waited for to the second', () => {
  const now = new Date(2026, 10, 3, 14, 5).getTime();
  const waiting = { state: 'waiting', reason: 'advertisements', until: now + 9_000 } as const;
  expect(waitingWords(waiting, now)).toMatch(/Advertisements .* 2:05:09\sPM/);
});
