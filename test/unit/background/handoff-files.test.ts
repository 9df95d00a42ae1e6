import { expect, test } from 'vitest';
import { handoffFiles } from '../../../src/background/handoff-files';
import type { Format } from '../../../src/formats/format';
import type { PartRequest } from '../../../src/jobs/job';

const format = (id: string, container: 'mp4' | 'webm', kind: 'video' | 'audio'): Format => ({
  ...{ id, itag: 1, source: { kind: 'url', url: 'https://host/' }, drm: false },
  mime: { essence: `${kind}/${container}`, kind, container, codecs: [] },
  ...(kind === 'video'
    ? { video: { codec: 'vp9', resolution: 1080, hdr: false } }
    : { audio: { codec: 'aac' } }),
});
const part = (role: PartRequest['role'], formatId: string): PartRequest => ({
  ...{ role, formatId, itag: 1 },
  source: { kind: 'url', url: `https://host/${formatId}` },
});
const target = { name: 'Folder/A film.mkv', conflictAction: 'uniquify', saveAs: false } as const;
const output = { extension: 'mkv', mime: 'video/x-matroska' } as const;

const namesOf = (parts: readonly PartRequest[], formats: readonly Format[]) =>
  handoffFiles({ parts, file: target, output }, formats).map(({ name }) => name);

test('each part is a file of its own, called after what is served', () => {
  const formats = [format('v', 'webm', 'video'), format('a', 'mp4', 'audio')];
  expect(namesOf([part('video', 'v'), part('audio', 'a')], formats)).toEqual([
    'Folder/A film.video.webm',
    'Folder/A film.audio.m4a',
  ]);
  expect(namesOf([part('whole', 'v')], formats)).toEqual(['Folder/A film.webm']);
  expect(namesOf([part('clip', 'v.1'), part('clip', 'v.2')], formats)).toEqual([
    'Folder/A film.1.webm',
    'Folder/A film.2.webm',
  ]);
});

test('each has a name of its own at aria2', () => {
  const parts = [part('video', 'v'), part('audio', 'a')];
  const gids = handoffFiles({ parts, file: target, output }, []).map(({ gid }) => gid);
  expect(new Set(gids).size).toBe(2);
  for (const gid of gids) expect(gid).toMatch(/^[\da-f]{16}$/);
});

test('what has no address of its own is refused', () => {
  const listed: PartRequest = {
    ...part('whole', 'v'),
    source: { kind: 'listed', list: { protocol: 'hls', url: 'https://host/list.m3u8' } },
  };
  expect(() => namesOf([listed], [])).toThrow(expect.objectContaining({ code: 'not-for-aria2' }));
});
