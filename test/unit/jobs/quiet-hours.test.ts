import { describe, expect, it } from 'vitest';
import { minutesUntilQuiet, quietMinutesLeft } from '../../../src/jobs/quiet-hours';

const at = (hours: number, minutes = 0): number => hours * 60 + minutes;
const day = { from: at(9), to: at(17, 30) };
const night = { from: at(22), to: at(6) };

describe('quiet hours', () => {
  it.each([
    ['before', day, at(8, 59), undefined],
    ['with the first minute', day, at(9), 510],
    ['within', day, at(17, 29.5), 0.5],
    ['with their end', day, at(17, 30), undefined],
    ['after', day, at(23), undefined],
    ['before, over midnight', night, at(21, 59), undefined],
    ['in the evening', night, at(22), 480],
    ['at midnight', night, 0, 360],
    ['in the morning', night, at(5, 59), 1],
    ['with their end, over midnight', night, at(6), undefined],
    ['none', null, at(12), undefined],
    ['of no length', { from: at(3), to: at(3) }, at(3), undefined],
  ])('%s', (_, hours, minute, left) => {
    expect(quietMinutesLeft(hours, minute)).toBe(left);
  });

  it.each([
    [day, at(8), 60],
    [day, at(17, 30), 930],
    [day, at(12), undefined],
    [night, at(23), undefined],
    [night, at(6), 960],
    [null, at(6), undefined],
    [{ from: 5, to: 5 }, at(6), undefined],
  ])('%o, at %d, begin in %s minutes', (hours, minute, minutes) => {
    expect(minutesUntilQuiet(hours, minute)).toBe(minutes);
  });
});
