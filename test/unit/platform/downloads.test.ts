import { afterEach, expect, test, vi } from 'vitest';
import { saveStatus, startDownload } from '../../../src/platform/downloads';
import { type FakeDownload, fakeBrowser } from '../../helpers/fake-browser';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../../helpers/fake-browser')).fakeBrowser,
}));
afterEach(() => fakeBrowser.reset());

const since = Date.parse('2026-11-01T12:00:00Z');
const download = (more: Partial<FakeDownload> = {}): FakeDownload => ({
  id: 7,
  url: 'blob:moz-extension://fake/0001',
  filename: '/home/me/Downloads/A film.mp4',
  state: 'complete',
  fileSize: 5000,
  totalBytes: 5000,
  bytesReceived: 900,
  startTime: '2026-11-01T12:00:00.500Z',
  byExtensionId: 'reelkeep-test',
  ...more,
});
const ask = (downloadId?: number) =>
  saveStatus({
    ...(downloadId === undefined ? {} : { downloadId }),
    fileName: 'Films/A film.mp4',
    bytes: 5000,
    since,
  });
const complete = {
  kind: 'ended',
  downloadId: 7,
  outcome: { kind: 'complete', path: '/home/me/Downloads/A film.mp4', bytes: 5000 },
};

test('by its number, under whatever name it was saved', async () => {
  const filename = '/home/me/renamed by hand.mp4';
  fakeBrowser.knownDownloads = [download({ filename })];
  expect(await ask(7)).toMatchObject({ kind: 'ended', outcome: { path: filename } });
  fakeBrowser.knownDownloads = [download({ state: 'in_progress' })];
  expect(await ask(7)).toEqual({ kind: 'running', downloadId: 7, bytes: 900 });
  fakeBrowser.knownDownloads = [download({ state: 'interrupted', error: 'CRASH' })];
  expect(await ask(7)).toMatchObject({ outcome: { kind: 'interrupted', reason: 'CRASH' } });
});

test('where the browser has counted anew, by name, size and start', async () => {
  const other = download({ id: 3, filename: '/d/Other.mp4', fileSize: 9, totalBytes: 9 });
  fakeBrowser.knownDownloads = [download(), other];
  expect(await ask(3)).toEqual(complete);
  expect(await ask()).toEqual(complete);
  fakeBrowser.knownDownloads = [other];
  expect(await ask(3)).toEqual({ kind: 'unknown' });
});

test.each(['C:\\Users\\me\\Downloads\\A film.mp4', '/d/A film (1).mp4', '/d/A film(12).mp4'])(
  'the name may be one that the browser made of ours: %s',
  async (filename) => {
    fakeBrowser.knownDownloads = [download({ filename })];
    expect(await ask()).toMatchObject({ kind: 'ended', outcome: { path: filename } });
  },
);

test.each([
  ['of another extension', { byExtensionId: 'other' }],
  ['of a page, while nobody knows who asked', { url: 'https://other.example/a' }],
  ['of another size', { fileSize: 4999, totalBytes: 4999 }],
  ['of another name', { filename: '/d/Another film.mp4' }],
  ['from before', { startTime: '2026-11-01T11:59:58.000Z' }],
])('a download %s is none of it', async (_what, more) => {
  const { byExtensionId, ...rest } = download(more);
  const owner = 'url' in more ? {} : { byExtensionId: byExtensionId ?? '' };
  fakeBrowser.knownDownloads = [{ ...rest, ...owner }];
  expect(await ask()).toEqual({ kind: 'unknown' });
});

test('after a restart Firefox does not say who asked: the blob’s address does', async () => {
  const { byExtensionId: _forgotten, ...anonymous } = download();
  fakeBrowser.knownDownloads = [anonymous];
  expect(await ask()).toEqual(complete);
});

test('of several attempts the one that arrived counts', async () => {
  const failed = { state: 'interrupted', error: 'CRASH' } as const;
  fakeBrowser.knownDownloads = [
    download({ id: 6, ...failed }),
    download(),
    download({ id: 8, ...failed }),
  ];
  expect(await ask()).toEqual(complete);
});

test('Chromium’s downloader is told nothing of sessions: it would refuse the word', async () => {
  const file = { name: 'a.mp4', conflictAction: 'uniquify', saveAs: false } as const;
  await startDownload('blob:x', file, { tabId: 1, isPrivate: true });
  expect(fakeBrowser.downloads.download.mock.calls).toEqual([
    [{ url: 'blob:x', filename: 'a.mp4', conflictAction: 'uniquify', saveAs: false }],
  ]);
});

test('by its address, where nobody was told its number: while its dialog is open, and after', async () => {
  const url = 'blob:moz-extension://fake/0001';
  const byAddress = (downloadId?: number) =>
    saveStatus({
      ...(downloadId === undefined ? {} : { downloadId }),
      ...{ url, fileName: 'x', bytes: 5, since },
    });
  expect(await byAddress()).toEqual({ kind: 'unknown' });
  let answer: (downloadId: number) => void = () => undefined;
  fakeBrowser.downloads.download.mockImplementationOnce(
    () => new Promise((resolve) => (answer = resolve)),
  );
  const file = { name: 'a.mp4', conflictAction: 'uniquify', saveAs: true } as const;
  const started = startDownload(url, file, { tabId: 1 });
  expect(await byAddress()).toEqual({ kind: 'asked' });
  answer(7);
  await started;
  fakeBrowser.knownDownloads = [download({ filename: '', state: 'in_progress' })];
  expect(await byAddress()).toEqual({ kind: 'running', downloadId: 7, bytes: 900 });
});

test('an open dialog has no name yet: its size and start tell', async () => {
  fakeBrowser.knownDownloads = [download({ filename: '', state: 'in_progress', fileSize: -1 })];
  expect(await ask()).toEqual({ kind: 'running', downloadId: 7, bytes: 900 });
});
