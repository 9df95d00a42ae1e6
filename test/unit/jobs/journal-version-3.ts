/** A record as version 3 wrote it: of a list, before its page was asked. */
export const recordOfVersion3 = {
  version: 3,
  job: {
    request: {
      id: 'youtube:dQw4w9WgXcQ:best',
      title: 'A title',
      videoUrl: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
      label: 'Best',
      parts: [],
      pending: { preset: 'best', folder: ['A list'] },
      item: { collection: 'youtube:PL1', id: 'dQw4w9WgXcQ' },
      allowedHosts: ['googlevideo.com'],
      output: { extension: 'mp4', mime: 'video/mp4' },
      file: { name: 'A list/A title.mp4', conflictAction: 'uniquify', saveAs: false },
      origin: { tabId: 5 },
    },
    createdAt: 1795237675433,
    updatedAt: 1795237675753,
    options: { priority: 'normal', rank: 3 },
    current: { state: 'queued' },
  },
  parts: [],
} as const;
