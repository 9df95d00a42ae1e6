import { beforeEach, describe, expect, it, test } from 'vitest';
import type { Fallback } from '../../../src/formats/choice';
import { buildChoices } from '../../../src/formats/choices';
import { makeFile } from '../../../src/formats/make-file';
import { fallbackSentence } from '../../../src/popup/fallback-sentence';
import { formatGroups } from '../../../src/popup/format-groups';
import { nextIndex } from '../../../src/popup/next-index';
import { noticeWords } from '../../../src/popup/notice-words';
import type { PageState } from '../../../src/popup/page-model';
import { rowWords } from '../../../src/popup/row-words';
import { readSettings } from '../../../src/settings/settings';
import { speak } from '../ui/speak';
import { paired, silent, soundOnly, videoView } from './video-view';

beforeEach(() => speak('en'));

describe('formatGroups', () => {
  it('keeps pictures and sound apart, in the order they came', () => {
    expect(formatGroups([soundOnly, paired, silent])).toEqual([
      { title: 'groupVideoWithAudio', choices: [paired] },
      { title: 'groupVideoWithoutSound', choices: [silent] },
      { title: 'groupAudioOnly', choices: [soundOnly] },
    ]);
  });

  it('has no heading over nothing', () => {
    expect(formatGroups([soundOnly]).map(({ title }) => title)).toEqual(['groupAudioOnly']);
    expect(formatGroups([])).toEqual([]);
  });
});

describe('rowWords', () => {
  it('speaks a row in one sentence', () => {
    expect(rowWords({ ...paired, bytes: 184_000_000 }).spoken).toBe(
      '1080p, H.264 + AAC, MP4, 184 MB',
    );
    expect(rowWords(paired).size).toBeUndefined();
    expect(rowWords(paired, true).spoken).toBe('Best, 1080p, H.264 + AAC, MP4');
  });

  it('says of a file that nobody has looked into what it is, once', () => {
    const file = makeFile({ id: 'a', url: 'https://cdn.example/a', extension: 'webm' });
    const [choice] = buildChoices(file ? [file] : []).choices;
    if (!choice) throw new Error('a file is a choice');
    expect(rowWords(choice)).toMatchObject({ quality: 'WebM', codecs: '', spoken: 'WebM' });
  });

  it('tells two tracks of the same sound apart', () => {
    const track = { id: 'ko.4', name: 'Korean', isDefault: false };
    const audio = { codec: 'aac', bitrate: 128_000, track, drc: true } as const;
    if (soundOnly.kind !== 'audio-only') throw new Error('the fixture is sound');
    const row = rowWords({ ...soundOnly, audio: { ...soundOnly.audio, audio } });
    expect(row.codecs).toBe('AAC · Korean · stable volume');
  });
});

describe('nextIndex', () => {
  it('goes round at both ends', () => {
    expect(nextIndex('ArrowDown', 2, 3)).toBe(0);
    expect(nextIndex('ArrowUp', 0, 3)).toBe(2);
    expect(nextIndex('ArrowUp', -1, 3)).toBe(2);
    expect(nextIndex('Home', 2, 3)).toBe(0);
    expect(nextIndex('End', 0, 3)).toBe(2);
  });

  it('leaves every other key alone', () => {
    expect(nextIndex('Tab', 0, 3)).toBeUndefined();
    expect(nextIndex('ArrowDown', -1, 0)).toBeUndefined();
  });
});

test.each<[Fallback, string]>([
  [{ reason: 'lower-resolution', wanted: 2160, got: 1440 }, 'No 2160p here: 1440p'],
  [{ reason: 'higher-resolution', wanted: 480, got: 720 }, 'Nothing as small as 480p: 720p'],
  [{ reason: 'other-codec', got: 'VP9 + Opus' }, 'No H.264 with AAC here: VP9 + Opus'],
  [{ reason: 'no-sound' }, 'This video has no sound'],
  [{ reason: 'no-picture' }, 'No picture here: sound only'],
])('%o in words', (fallback, sentence) => {
  expect(fallbackSentence(fallback)).toBe(sentence);
});

describe('noticeWords', () => {
  const error = { code: 'http-429', message: '', facts: {} } as const;
  const ready: PageState = {
    kind: 'ready',
    view: { kind: 'video', video: videoView },
    settings: readSettings({}),
  };
  const why = 'The site says there were too many requests. Wait a few minutes, then try again.';

  it('names the tab as it was, unless that is the video shown', () => {
    const title = `(3) ${videoView.title} - YouTube`;
    expect(noticeWords({ error, title }, ready)).toEqual(['The last save could not begin.', why]);
    const other = { error, title: 'A River - YouTube' };
    expect(noticeWords(other, ready)).toEqual(['Saving “A River - YouTube” could not begin.', why]);
    expect(noticeWords({ error }, ready)[0]).toBe('The last save could not begin.');
  });

  it('does not say twice what the page’s own error says', () => {
    expect(noticeWords({ error }, { kind: 'failed', error })[1]).toBe('');
    const another = { code: 'no-player-data', message: '', facts: {} } as const;
    expect(noticeWords({ error }, { kind: 'failed', error: another })[1]).toBe(why);
  });
});
