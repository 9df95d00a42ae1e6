import type { Job, JobRequest, JobState } from '../../../src/jobs/job';

export const sampleRequest: JobRequest = {
  id: 'youtube:dQw4w9WgXcQ:137+140',
  title: 'A title',
  videoUrl: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
  label: '1080p · H.264 + AAC',
  durationSeconds: 213,
  parts: [
    {
      role: 'video',
      formatId: '137',
      itag: 137,
      source: { kind: 'url', url: 'https://r1.googlevideo.com/videoplayback?sig=secret' },
      contentLength: 1000,
    },
    {
      role: 'audio',
      formatId: '140',
      itag: 140,
      source: { kind: 'url', url: 'https://r1.googlevideo.com/videoplayback' },
    },
  ],
  allowedHosts: ['googlevideo.com'],
  output: { extension: 'mp4', mime: 'video/mp4' },
  file: { name: 'A title.mp4', conflictAction: 'uniquify', saveAs: false },
  origin: { tabId: 5 },
};

export const sampleStates: readonly JobState[] = [
  { state: 'queued' },
  { state: 'resolving' },
  { state: 'waiting', reason: 'metered' },
  {
    state: 'waiting',
    reason: 'server',
    until: 1_800_000_000_000,
    error: { code: 'http-429', message: 'Later.', facts: { status: 429 } },
    progress: { received: 10 },
  },
  { state: 'paused' },
  { state: 'paused', progress: { received: 10, total: 1000 } },
  { state: 'fetching', progress: { received: 10, total: 1000, speed: 5, eta: 198 } },
  { state: 'muxing', done: 0.5 },
  { state: 'verifying' },
  { state: 'saving' },
  { state: 'saving', downloadId: 7 },
  { state: 'done', file: { path: '/home/x/A title.mp4', bytes: 1500, downloadId: 7 } },
  { state: 'failed', error: { code: 'http-403', message: 'no', facts: { status: 403 } } },
  { state: 'cancelled' },
];

export const sampleJob = (current: JobState): Job => ({
  request: sampleRequest,
  createdAt: 1,
  updatedAt: 2,
  options: { priority: 'normal', rank: 1 },
  current,
});
