import { describe, expect, it } from 'vitest';
import type { Video } from '../../../src/extract/video';
import type { Choice } from '../../../src/formats/choice';
import { type DescribedFormat, makeFormat } from '../../../src/formats/make-format';
import type { MergeRule } from '../../../src/formats/merge-rule';
import type { Origin } from '../../../src/jobs/job';
import { makeJobRequest } from '../../../src/jobs/make-job-request';
import type { Renewal } from '../../../src/jobs/reduce-job';
import { readSettings } from '../../../src/settings/settings';

function format(itag: number, change: Partial<DescribedFormat> = {}) {
  const url = `https://r1.googlevideo.com/videoplayback?itag=${itag}`;
  const made = makeFormat({ itag, source: { kind: 'url', url }, ...change });
  if (!made) throw new Error('no format');
  return made;
}

const video: Video = {
  site: 'youtube',
  id: 'dQw4w9WgXcQ',
  url: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
  title: 'A title',
  formats: [],
  captions: [],
  chapters: [],
  captionLanguages: [],
};
const choice: Choice = {
  kind: 'paired',
  id: '137+140',
  video: format(137, { contentLength: 1000, lastModified: '17', durationSeconds: 3.5 }),
  audio: format(140),
  output: { extension: 'mp4', mime: 'video/mp4' },
};
const from = (id: string) => ({ kind: 'url', url: `https://r1.googlevideo.com/${id}` }) as const;
const found: Pick<Renewal, 'tier' | 'sources'> = {
  tier: 'page-address',
  sources: Object.fromEntries(
    [choice.video, choice.audio].map(({ id }) => [id, { source: from(id) }]),
  ),
};
const requestFrom = (origin: Origin, sources = found) =>
  makeJobRequest(video, choice, sources, ['googlevideo.com'], { origin }, readSettings({}));

describe('a job request', () => {
  it('says of each part what tells its version from the next, as far as it is known', () => {
    expect(requestFrom({ tabId: 5 }).parts).toEqual([
      {
        role: 'video',
        formatId: '137-17',
        itag: 137,
        source: from('137-17'),
        contentLength: 1000,
        lastModified: '17',
        durationSeconds: 3.5,
      },
      { role: 'audio', formatId: '140', itag: 140, source: from('140') },
    ]);
  });

  it('knows where it began', () => {
    const origin = { tabId: 5, cookieStoreId: 'firefox-container-1' };
    expect(requestFrom(origin)).toMatchObject({ origin, id: 'youtube:dQw4w9WgXcQ:137+140' });
  });

  it('from a private window is never the job of an ordinary one', () => {
    const ids = [requestFrom({ isPrivate: true }).id, requestFrom({}).id];
    expect(new Set(ids).size).toBe(2);
  });

  it('needs a source for every part', () => {
    expect(() => requestFrom({}, { ...found, sources: {} })).toThrow('The format has no source.');
  });

  const clips = ['1', '2'].map((name) => ({ url: from(name).url }));
  const film: Choice = {
    kind: 'progressive',
    id: 'f',
    format: { ...choice.audio, id: 'f', source: { kind: 'clips', clips } },
    output: choice.output,
  };
  const inClips = {
    tier: 'site',
    sources: { 'f.1': { source: from('1') }, 'f.2': { source: from('2') } },
  };
  const joined = (merge?: MergeRule) =>
    makeJobRequest(video, film, inClips, ['x'], { origin: {}, merge }, readSettings({}));

  it('has clips where the site’s rule is that they follow each other', () => {
    expect(joined('in-order').parts).toMatchObject([
      { role: 'clip', formatId: 'f.1' },
      { role: 'clip', formatId: 'f.2' },
    ]);
  });

  it('is none where several files have no rule to become one', () => {
    expect(() => joined()).toThrow(expect.objectContaining({ code: 'mux-failed' }));
  });
});
