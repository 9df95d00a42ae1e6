import { expect, test, vi } from 'vitest';
import type { PageAnswer } from '../../../src/extract/youtube/page-answer';
import { readWhenReady } from '../../../src/page/read-when-ready';

const pause = async () => undefined;
const settled = () => false;

test('an answer, or an error that stays, comes at once', async () => {
  const answers: PageAnswer[] = [{ videoId: 'a' }, { error: 'no-player-data' }];
  for (const answer of answers) {
    const read = vi.fn(() => answer);
    expect(await readWhenReady(read, settled, pause)).toBe(answer);
    expect(read).toHaveBeenCalledTimes(1);
  }
});

test("another video's data is read again, for 3 s", async () => {
  const read = vi.fn((): PageAnswer => ({ error: 'other-video' }));
  const pauses: number[] = [];
  const answer = await readWhenReady(read, settled, async (ms) => void pauses.push(ms));
  expect(answer).toEqual({ error: 'other-video' });
  expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBe(3_000);
  expect(read).toHaveBeenCalledTimes(31);
});

test('a page still being loaded is read again until it is loaded', async () => {
  let reads = 0;
  const read = (): PageAnswer => (++reads < 4 ? { error: 'json-cut-off' } : { videoId: 'a' });
  expect(await readWhenReady(read, () => reads < 4, pause)).toEqual({ videoId: 'a' });
  reads = 0;
  expect(await readWhenReady(read, () => reads < 2, pause)).toEqual({ error: 'json-cut-off' });
});
