import { describe, expect, it, test } from 'vitest';
import { chooseLocale } from '../../../src/ui/choose-locale';
import { formatBytes } from '../../../src/ui/format-bytes';
import { formatClock } from '../../../src/ui/format-clock';
import { formatDate } from '../../../src/ui/format-date';
import { formatDuration } from '../../../src/ui/format-duration';
import { formatPercent } from '../../../src/ui/format-percent';
import { formatSpeed } from '../../../src/ui/format-speed';
import { formatTimeLeft } from '../../../src/ui/format-time-left';

describe('formatBytes', () => {
  it.each([
    [0, '0 kB'],
    [512, '0.512 kB'],
    [999_400, '999 kB'],
    [14_600_000, '14.6 MB'],
    [184_000_000, '184 MB'],
    [999_600_000, '1 GB'],
    [1_424_000_000, '1.42 GB'],
    [2_500_000_000_000_000, '2,500 TB'],
  ])('writes %d as %s', (bytes, text) => {
    expect(formatBytes(bytes, 'en')).toBe(text);
  });

  it('writes figures and units as the locale does', () => {
    expect(formatBytes(1_424_000_000, 'de')).toBe('1,42\u00a0GB');
    expect(formatBytes(1_424_000_000, 'ko')).toBe('1.42GB');
  });
});

test('formatSpeed tells no more figures than stay still', () => {
  expect(formatSpeed(2_540_000, 'en')).toBe('2.5 MB/s');
  expect(formatSpeed(54_400, 'en')).toBe('54 kB/s');
  expect(formatSpeed(123_400_000, 'en')).toBe('123 MB/s');
});

describe('formatPercent', () => {
  it.each([
    [0, '0.0%'],
    [0.505, '50.5%'],
    [0.29, '29.0%'],
    [0.99999, '99.9%'],
    [1, '100%'],
    [1.2, '100%'],
    [-1, '0.0%'],
  ])('writes %d as %s: it is all there only when it is', (part, text) => {
    expect(formatPercent(part, 'en')).toBe(text);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0:00'],
    [59.4, '0:59'],
    [59.6, '1:00'],
    [761, '12:41'],
    [3723, '1:02:03'],
    [360_000, '100:00:00'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatDuration(seconds, 'en')).toBe(text);
  });

  it('has the digits of the locale', () => {
    expect(formatDuration(761, 'ar-EG')).toBe('١٢:٤١');
  });
});

describe('formatTimeLeft', () => {
  it.each([
    [0.2, '1 sec'],
    [20, '20 sec'],
    [89, '89 sec'],
    [100, '2 min'],
    [3599, '1 hr'],
    [3900, '1 hr 5 min'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatTimeLeft(seconds, 'en')).toBe(text);
  });
});

test('formatDate keeps a bare date on its day in every time zone', () => {
  expect(formatDate('2026-11-03', 'en-GB')).toBe('3 Nov 2026');
  expect(formatDate('2026-11-03', 'ko')).toBe('2026. 11. 3.');
  expect(formatDate('yesterday', 'en')).toBeUndefined();
});

test('formatClock names the day where it is another', () => {
  const now = new Date(2026, 10, 3, 22).getTime();
  expect(formatClock(new Date(2026, 10, 3, 23, 5).getTime(), now, 'en-GB')).toBe('23:05');
  expect(formatClock(new Date(2026, 10, 4, 7).getTime(), now, 'en-GB')).toBe('Wed 07:00');
});

describe('chooseLocale', () => {
  it('takes the browser’s region where the messages speak its language', () => {
    expect(chooseLocale('en-GB', 'en')).toBe('en-GB');
    expect(chooseLocale('ko', 'ko')).toBe('ko');
  });

  it('writes numbers as the sentences around them are written', () => {
    expect(chooseLocale('fr-FR', 'en')).toBe('en');
  });

  it('takes what is no language tag for nothing', () => {
    expect(chooseLocale('', 'en')).toBe('en');
    expect(chooseLocale('en_US', 'en')).toBe('en');
  });
});
