import { describe, expect, it } from 'vitest';
import { safeName } from '../../../src/names/safe-name';
import { hostileTexts } from './hostile-text';
import { whyRefused } from './refused';

describe('safeName', () => {
  it.each([
    ['How the harbour wakes: a morning', 'How the harbour wakes - a morning'],
    ['Part one:', 'Part one'],
    ['At 12:30', 'At 12-30'],
    ['a:b', 'a - b'],
    ['AC/DC | Live', 'AC-DC - Live'],
    ['He said "no"', "He said 'no'"],
    ['What? Why?! <now>', 'What Why ! now'],
    ['100% real', '100％ real'],
    ['  .hidden  ', 'hidden'],
    ['~backup~', 'backup'],
    ['Wait...', 'Wait'],
    ['a\tb\nc\u00a0d\u3000e', 'a b c d e'],
    ['line\u2028line', 'line line'],
    ['left\u200eto\u202eright', 'lefttoright'],
    ['soft\u00adhyphen', 'softhyphen'],
    ['می\u200cخواهم', 'میخواهم'],
    ['한국어 제목', '한국어 제목'],
    ['שלום עולם', 'שלום עולם'],
    ['❤️ 🇰🇷', '❤️ 🇰🇷'],
    ['👨‍👩‍👧', '👨👩👧'],
    ['a\ud800b', 'ab'],
    ['e\u0301', 'é'],
    ['CON', 'CON!'],
    ['nul.tar', 'nul!.tar'],
    ['clock$', 'clock$_'],
    ['desktop.ini', 'desktop_ini'],
    ['Thumbs.db', 'Thumbs_db'],
    ['console', 'console'],
    ['run.lnk', 'run_lnk'],
    ['../..', '-'],
    ['$HOME `a` #1 & {b}; c', '$HOME `a` #1 & {b}; c'],
  ])('writes %j as %j', (text, name) => {
    expect(safeName(text, 200)).toBe(name);
  });

  it.each([
    '',
    ' ',
    '...',
    '???',
    '\u200d',
    '\u202e\u200e',
    'ㅤ',
    '\ufe0f',
    '\u2800',
    '<>',
    '\ud83d',
  ])('keeps nothing of %j', (text) => {
    expect(safeName(text, 200)).toBe('');
  });

  it('cuts after the last whole character that fits, and not at a space', () => {
    expect(safeName('가'.repeat(100), 10)).toBe('가가가');
    expect(safeName('ab 🇰🇷🇰🇷', 12)).toBe('ab 🇰🇷');
    expect(safeName('ab 🇰🇷🇰🇷', 10)).toBe('ab');
    expect(safeName('abc def', 4)).toBe('abc');
  });

  it('is safe for whatever a page says, and the same when done twice', () => {
    for (const text of hostileTexts(20_261_121, 3000)) {
      const name = safeName(text, 200);
      if (name === '') continue;
      expect(whyRefused(name), JSON.stringify(name)).toBeUndefined();
      expect(safeName(name, 200)).toBe(name);
    }
  });

  it('takes no longer for a long text than for a short', () => {
    const start = performance.now();
    for (const character of [' ', '.', ':', ' -', '\u0301', '\u200d', '%', '🇰']) {
      safeName(character.repeat(5_000_000), 200);
    }
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
