import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { allowHosts } from '../helpers/allow-hosts';
import { probeMedia } from '../helpers/probe-media';
import { waitForSavedFile } from '../helpers/saved-file';
import { type StreamForm, streamFolder, streamSeconds } from '../site/others/stream-files';
import { startWorld, type World } from './world';

const run = promisify(execFile);

let world: World;
beforeAll(async () => {
  world = await startWorld();
  // As `activeTab` gives it to a person's click on the button.
  await allowHosts(world.chromium, ['watch.example']);
});
afterEach(() => world.reset());
afterAll(() => world.close());

/** What a decoder makes of the pictures, one digest for each. */
async function frames(path: string): Promise<string[]> {
  const args = ['-v', 'error', '-allowed_extensions', 'ALL', '-i', path];
  const isFile = !/\.(?:m3u8|mpd)$/.test(path);
  const { stdout } = await run('ffmpeg', [
    ...(isFile
      ? ['-v', 'error', '-i', path]
      : path.endsWith('.mpd')
        ? ['-v', 'error', '-i', path]
        : args),
    ...['-map', '0:v:0', '-f', 'framemd5', '-'],
  ]);
  return stdout
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map((line) => line.split(',').at(-1)?.trim() ?? '');
}

const lists: Readonly<Record<StreamForm, string>> = {
  ts: 'list.m3u8',
  aes: 'list.m3u8',
  fmp4: 'master.m3u8',
  dash: 'list.mpd',
};

test.each(['ts', 'aes', 'fmp4', 'dash'] as const)(
  '%s: from a page that nobody knows to one file, frame by frame',
  async (form) => {
    const popup = await (await world.open(`https://www.watch.example/${form}`)).popup();
    await popup.ready();
    expect(await popup.title()).toBe(`Seen as ${form}`);
    await popup.save();
    const file = await waitForSavedFile(world.chromium.downloads);
    const saved = await probeMedia(file);
    expect(saved.tracks.map(({ kind, codec }) => `${kind} ${codec}`).sort()).toEqual([
      'audio aac',
      'video h264',
    ]);
    expect(Math.abs(saved.durationSeconds - streamSeconds)).toBeLessThan(0.2);
    const source = await frames(join(await streamFolder(form), lists[form]));
    expect(source).toHaveLength(streamSeconds * 25);
    expect(await frames(file)).toEqual(source);
  },
);
