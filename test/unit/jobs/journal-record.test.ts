import { describe, expect, it } from 'vitest';
import type { JobState, PendingRequest } from '../../../src/jobs/job';
import {
  type JournalRecord,
  journalVersion,
  readJournalRecord,
} from '../../../src/jobs/journal-record';
import { isFromLater, isUnsealed } from '../../../src/jobs/migrate-record';
import type { PartSource } from '../../../src/jobs/part-source';
import type { SabrFormat, SabrSource } from '../../../src/transfer/sabr/sabr-source';
import { recordOfVersion1 } from './journal-version-1';
import { recordOfVersion2 } from './journal-version-2';
import { recordOfVersion3 } from './journal-version-3';
import { sampleJob, sampleRequest, sampleStates } from './sample-job';

const record = (state: JobState): JournalRecord => ({
  version: journalVersion,
  job: sampleJob(state),
  parts: [
    {
      formatId: '137',
      fetched: {
        kind: 'ranges',
        ranges: {
          total: 1000,
          etag: '"a"',
          lastModified: 'then',
          host: 'r1.googlevideo.com',
          blocks: [
            [0, 500, 500],
            [500, 600, 1000],
          ],
        },
      },
    },
    {
      formatId: '140',
      fetched: {
        kind: 'segments',
        segments: {
          initBytes: 700,
          lastSegment: 9,
          endMs: 45_000,
          runs: [[1, 2, 0, 10_000, 700, 900]],
          marks: [[1, 0, 700]],
        },
      },
    },
  ],
  output: { name: 'out.mp4', bytes: 1500 },
  attempts: 2,
});
const queued = record({ state: 'queued' });
/** With every field that there may be. */
const stream: Required<Extract<PartSource, { kind: 'sabr' }>> = {
  kind: 'sabr',
  source: {
    url: 'https://r1.googlevideo.com/videoplayback?sabr=1',
    mirrors: ['https://r2.googlevideo.com/videoplayback?sabr=1'],
    ustreamerConfig: 'A'.repeat(90_000),
    client: { name: 1, version: '2.2026', osName: 'Windows', osVersion: '10' },
    poToken: 'token',
    notBefore: 1_800_000_000_000,
  } satisfies Required<SabrSource>,
  format: {
    ...{ itag: 140, lastModified: '17', xtags: 'CgA', kind: 'audio', videoId: 'x' },
    ...{ contentLength: 1000, durationSeconds: 3.5, resolution: 1080, audioTrackId: 'en.4' },
    drc: true,
  } satisfies Required<SabrFormat>,
};

describe('a record of the journal', () => {
  it.each(sampleStates)('$state comes back as it went in', (state) => {
    expect(readJournalRecord(structuredClone(record(state)))).toEqual(record(state));
  });

  it('keeps every field that a request and its options may have', () => {
    const [video, audio] = sampleRequest.parts;
    if (!video || !audio) throw new Error('The sample has two parts.');
    const job: JournalRecord['job'] = {
      ...queued.job,
      options: { priority: 'high', rank: -0.5, speedLimit: 100_000 },
      request: {
        ...sampleRequest,
        thumbnailUrl: 'https://i.ytimg.com/vi/x/hq.jpg',
        parts: [
          {
            ...video,
            source: {
              kind: 'url',
              url: 'https://r1/',
              mirrors: ['https://r2/'],
              notBefore: 17,
              inOnePiece: true,
            },
            lastModified: '1700000000000000',
            durationSeconds: 212.9,
          },
          { ...audio, source: stream },
        ],
        item: { collection: 'youtube:PL1', id: 'dQw4w9WgXcQ' },
        tier: 'sabr',
        origin: { tabId: 3, cookieStoreId: 'firefox-container-1', isPrivate: true },
        notes: [
          { what: 'page-and-plan-disagree', player: 'abc' },
          { what: 'tier-failed', tier: 'sabr', code: 'sabr-error' },
        ],
      },
    };
    expect(readJournalRecord(structuredClone({ ...queued, job }))).toEqual({ ...queued, job });
  });

  it.each<PendingRequest>([
    { kind: 'unseen', preset: 'best', folder: ['A list'] },
    {
      kind: 'refused',
      wish: { kind: 'choice', choiceId: '137+140', track: 'en.4', fromNow: true },
      error: { code: 'http-429', message: 'Later.', facts: { retryAfterSeconds: 90 } },
    },
    {
      kind: 'refused',
      wish: { kind: 'preset', preset: 'audio' },
      error: { code: 'asked-to-prove-human', message: '', facts: {} },
    },
  ])('keeps why it is not known what the job is made of: %j', (pending) => {
    const request = { ...sampleRequest, parts: [], pending };
    const stored = { ...queued, job: { ...queued.job, request } };
    expect(readJournalRecord(structuredClone(stored))).toEqual(stored);
  });

  const damage = (change: (copy: Record<string, unknown>) => void): unknown => {
    const copy: Record<string, unknown> = structuredClone({ ...queued });
    change(copy);
    return copy;
  };
  const withFetched = (fetched: unknown): unknown =>
    damage((copy) => Object.assign(copy, { parts: [{ formatId: 'x', fetched }] }));
  const withBlocks = (blocks: unknown) => withFetched({ kind: 'ranges', ranges: { blocks } });
  const withRuns = (runs: unknown) => withFetched({ kind: 'segments', segments: { runs } });
  const withRequest = (change: object): unknown =>
    damage((copy) =>
      Object.assign(copy, { job: { ...queued.job, request: { ...sampleRequest, ...change } } }),
    );
  it.each([
    ['nothing', undefined],
    ['a string', 'job'],
    ['a later version', damage((copy) => Object.assign(copy, { version: journalVersion + 1 }))],
    ['no parts', damage((copy) => delete copy.parts)],
    [
      'an unknown state',
      damage((copy) => Object.assign(copy, { job: { ...queued.job, current: {} } })),
    ],
    ['negative bytes', withBlocks([[0, -1, 5]])],
    ['more bytes than a number holds', withBlocks([[0, 2 ** 60, 2 ** 61]])],
    ['more runs than any track has', withRuns(Array(201).fill([1, 1, 0, 1, 0, 1]))],
    ['a run that lacks its end', withRuns([[1, 1, 0, 1, 0]])],
    ['more blocks than any file has', withBlocks(Array(20_001).fill([0, 0, 0]))],
    [
      'more parts than any file has',
      withRequest({ parts: Array(201).fill(sampleRequest.parts[0]) }),
    ],
    ['a text longer than any that we write', withRequest({ title: 'x'.repeat(20_001) })],
    ['no origin', withRequest({ origin: undefined })],
    [
      'a rank that cannot be written down',
      damage((copy) =>
        Object.assign(copy, {
          job: { ...queued.job, options: { priority: 'low', rank: Number.POSITIVE_INFINITY } },
        }),
      ),
    ],
  ])('%s is no record', (_, stored) => {
    expect(readJournalRecord(stored)).toBeUndefined();
  });

  const failedWith = (error: object): unknown => ({
    ...queued,
    job: { ...queued.job, current: { state: 'failed', error } },
  });
  it('keeps a failure whose code another version knew under another name', () => {
    const stored = failedWith({ code: 'http-403-old', message: 'no', facts: { status: 403 } });
    expect(readJournalRecord(stored)?.job.current).toEqual({
      state: 'failed',
      error: { code: 'internal', message: 'no', facts: { status: 403 } },
    });
  });

  it('loses no job for a sentence about it', () => {
    const stored = failedWith({ code: 'http-403', message: 7, facts: { status: null } });
    expect(readJournalRecord(stored)?.job.current).toEqual({
      state: 'failed',
      error: { code: 'http-403', message: '', facts: {} },
    });
  });
});

describe('a record of version 1', () => {
  it('becomes one of the present version: its tab an origin, its place in the line when it was made', () => {
    expect(readJournalRecord(structuredClone(recordOfVersion1))?.job).toMatchObject({
      request: { origin: { tabId: recordOfVersion1.job.request.tabId } },
      options: { priority: 'normal', rank: recordOfVersion1.job.createdAt },
    });
  });

  it('without a tab has an origin all the same', () => {
    const { tabId: _, ...request } = recordOfVersion1.job.request;
    const stored = { ...recordOfVersion1, job: { ...recordOfVersion1.job, request } };
    expect(readJournalRecord(stored)?.job.request.origin).toEqual({});
  });

  it.each([
    ['no job', {}],
    ['no request', { job: {} }],
    ['a request that is none', { job: { request: 'x' } }],
  ])('with %s is no record', (_, rest) => {
    expect(readJournalRecord({ version: 1, parts: [], ...rest })).toBeUndefined();
  });

  it('is told from a later one', () => {
    const later = { version: journalVersion + 1 };
    expect([recordOfVersion1, queued, later, null, 'x'].map(isUnsealed)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    const stored = [recordOfVersion1, queued, later, null, { version: '9' }];
    expect(stored.map((one) => isFromLater(one, journalVersion))).toEqual([
      false,
      false,
      true,
      false,
      false,
    ]);
  });
});

describe('a record of version 2', () => {
  it('becomes one of the present version: its addresses are sources, its ledgers ranges', () => {
    const { job, parts } = recordOfVersion2;
    const [{ url, mirrors, ...video }, { url: audioUrl, ...audio }] = job.request.parts;
    expect(readJournalRecord(structuredClone(recordOfVersion2))).toEqual({
      ...recordOfVersion2,
      version: journalVersion,
      job: {
        ...job,
        request: {
          ...job.request,
          parts: [
            { ...video, source: { kind: 'url', url, mirrors } },
            { ...audio, source: { kind: 'url', url: audioUrl } },
          ],
        },
      },
      parts: parts.map(({ formatId, ledger }) => ({
        formatId,
        fetched: { kind: 'ranges', ranges: ledger },
      })),
    });
  });

  it.each([
    ['no parts', { parts: undefined }],
    ['parts that are none', { parts: ['x'] }],
    ['no request', { job: {} }],
  ])('with %s is no record', (_, change) => {
    expect(readJournalRecord({ ...recordOfVersion2, ...change })).toBeUndefined();
  });
});

describe('a record of version 3', () => {
  it('becomes one of the present version: what it was pending for is a video that nobody has looked at', () => {
    const { job } = recordOfVersion3;
    const pending = { kind: 'unseen', ...job.request.pending };
    expect(readJournalRecord(structuredClone(recordOfVersion3))).toEqual({
      ...recordOfVersion3,
      version: journalVersion,
      job: { ...job, request: { ...job.request, pending } },
    });
  });

  it.each([
    ['no request', { job: {} }],
    ['a wish that is none', { job: { ...recordOfVersion3.job, request: { pending: 'best' } } }],
  ])('with %s is no record', (_, change) => {
    expect(readJournalRecord({ ...recordOfVersion3, ...change })).toBeUndefined();
  });
});
