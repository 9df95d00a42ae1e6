import { expect, it } from 'vitest';
import { dueAfter, msUntil } from '../../../src/engine/due';
import type { Clock } from '../../../src/transfer/clock';

const clock = (wall: number, uptime: number): Clock => ({
  wallTime: () => wall,
  uptime: () => uptime,
  setTimer: () => () => undefined,
});
const due = dueAfter(clock(1_000_000, 500), 60_000);

it.each([
  ['nothing has passed', clock(1_000_000, 500), 60_000],
  ['half of it has passed', clock(1_030_000, 30_500), 30_000],
  ['it has passed', clock(1_060_000, 60_500), 0],
  ['the clock was set back by a day', clock(1_000_000 - 86_400_000, 60_500), 0],
  ['the clock was set forth by a day', clock(1_000_000 + 86_400_000, 500), -86_340_000],
  ['the machine slept', clock(1_090_000, 1_500), -30_000],
])('where %s', (_, now, ms) => {
  expect(msUntil(now, due)).toBe(ms);
});
