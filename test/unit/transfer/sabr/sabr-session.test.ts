import { expect, test } from 'vitest';
import { madeTrack } from './made-video';
import { FakePage, isWhole, rig } from './sabr-rig';

const track = madeTrack({ segments: 24, seed: 5 });

test('data given out anew are another playback: counted from the start, without the old cookie', async () => {
  const page = new FakePage();
  const it = rig({ track, switches: { reloadAfter: 2 }, page });
  await it.run();
  expect(isWhole(it)).toBe(true);
  expect(page.kinds).toEqual(['reload']);
  const asked = it.desk.log.list();
  const again = asked.findIndex(({ note }) => note === 'reload') + 1;
  expect(again).toBeGreaterThan(2);
  expect(asked.slice(again).map(({ round }) => round)).toEqual(
    asked.slice(again).map((_each, at) => at + 1),
  );
  // The endpoint holds media back from whoever comes with another playback's.
  expect(asked.map(({ note }) => note)).not.toContain('cookie');
});
