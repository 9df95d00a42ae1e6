/** A record as version 2 wrote it, in the middle of a job of two parts. */
export const recordOfVersion2 = {
  version: 2,
  job: {
    request: {
      id: 'youtube:dQw4w9WgXcQ:137+140',
      title: 'A title',
      videoUrl: 'https://www.youtube.com/watch?v=x',
      label: 'label',
      durationSeconds: 3,
      parts: [
        {
          role: 'video',
          formatId: '137',
          itag: 137,
          url: 'https://p42175.googlevideo.com/videoplayback',
          mirrors: ['https://p42176.googlevideo.com/videoplayback'],
          contentLength: 49961,
        },
        {
          role: 'audio',
          formatId: '140',
          itag: 140,
          url: 'https://p40633.googlevideo.com/videoplayback',
          lastModified: '1700000000000000',
        },
      ],
      allowedHosts: ['googlevideo.com'],
      output: { extension: 'mp4', mime: 'video/mp4' },
      file: { name: 'A title.mp4', conflictAction: 'uniquify', saveAs: false },
      origin: { tabId: 5 },
      notes: [{ what: 'strategies-disagree', player: '6c5cb4f4' }],
    },
    createdAt: 1795237675433,
    updatedAt: 1795237675753,
    options: { priority: 'normal', rank: 1795237675433 },
    current: { state: 'fetching', progress: { received: 48369, total: 78330 } },
  },
  parts: [
    {
      formatId: '137',
      ledger: {
        etag: '"one"',
        total: 49961,
        host: 'p42175.googlevideo.com',
        blocks: [[0, 20000, 49961]],
      },
    },
    {
      formatId: '140',
      ledger: { etag: '"one"', total: 28369, blocks: [[0, 28369, 28369]] },
    },
  ],
  attempts: 1,
} as const;
