import { describe, expect, it } from 'vitest';
import { fileNameFor, safeTitle, withExtension } from '../../../src/names/file-name';
import { hostileTexts } from './hostile-text';
import { whyRefused } from './refused';

const id = 'YQHsXMglC9A';
const bytes = (text: string) => new TextEncoder().encode(text).length;

describe('fileNameFor', () => {
  it.each([
    ['Hello: the video', 'mp4', 'Hello - the video.mp4'],
    ['my_holiday_film', 'webm', 'my holiday film.webm'],
    ['snake_case in C', 'mkv', 'snake_case in C.mkv'],
    ['IMG_1234.MP4', 'mp4', 'IMG 1234.mp4'],
    ['clip.mp4.mp4', 'webm', 'clip.webm'],
    ['CON.mp4', 'mp4', 'CON!.mp4'],
    ['../..', 'mp4', '-.mp4'],
    ['../../etc/passwd', 'mp4', '-..-etc-passwd.mp4'],
    ['?!?', 'm4a', '!.m4a'],
    ['version 1.5', 'opus', 'version 1.5.opus'],
  ])('names %j', (title, extension, name) => {
    expect(fileNameFor({ title, id }, extension)).toBe(name);
  });

  it.each(['', '   ', '***', '\u202e', '.mp4.'])('names %j by the id', (title) => {
    expect(fileNameFor({ title, id }, 'mp4')).toMatch(/^(YQHsXMglC9A|mp4)\.mp4$/);
  });

  it('has a name even where the id has none', () => {
    expect(fileNameFor({ title: '', id: '///' }, 'mp4')).not.toMatch(/^\./);
    expect(fileNameFor({ title: '', id: '' }, 'mp4')).toBe('video.mp4');
  });

  it('leaves room for the number that "uniquify" adds: 244 bytes in all', () => {
    const name = fileNameFor({ title: '가'.repeat(10_000), id }, 'webm');
    expect(name).toMatch(/^가+\.webm$/);
    expect(bytes(name.replace('.webm', ' (100).webm'))).toBeLessThanOrEqual(244);
    expect(bytes(name)).toBeGreaterThan(230);
  });

  it('is accepted by both browsers whatever the title', () => {
    for (const title of hostileTexts(1, 3000)) {
      const name = fileNameFor({ title, id }, 'mp4');
      expect(whyRefused(name), JSON.stringify(name)).toBeUndefined();
      expect(name.endsWith('.mp4')).toBe(true);
    }
  });
});

describe('withExtension', () => {
  it.each([
    ['A name', 'A name.mp4'],
    ['A name.mp4', 'A name.mp4'],
    ['A name.WebM', 'A name.mp4'],
    ['snake_case', 'snake_case.mp4'],
    ['Folder/A name', 'Folder/A name.mp4'],
    ['Folder\\A name', 'Folder/A name.mp4'],
    [' Folder / A name ', 'Folder/A name.mp4'],
    ['a/b/c', 'a/b - c.mp4'],
    ['/absolute', 'absolute.mp4'],
    ['C:\\Windows\\x', 'C/Windows - x.mp4'],
    ['../x', 'x.mp4'],
    ['../../..', 'video.mp4'],
    ['./x', 'x.mp4'],
    ['a/../b', 'a/b.mp4'],
    ['~/x', 'x.mp4'],
    ['folder/', 'folder.mp4'],
    ['con/aux', 'con!/aux!.mp4'],
    ['desktop.ini/x', 'desktop_ini/x.mp4'],
    ['x.lnk/y', 'x_lnk/y.mp4'],
    ['', 'video.mp4'],
    ['???', 'video.mp4'],
  ])('writes %j as %j', (typed, path) => {
    expect(withExtension(typed, 'mp4')).toBe(path);
  });

  it('falls back to what it is told', () => {
    expect(withExtension('..', 'mp4', id)).toBe(`${id}.mp4`);
  });

  it('leaves a suggested name as it was suggested', () => {
    for (const title of hostileTexts(2, 1000)) {
      const suggested = safeTitle({ title, id });
      expect(withExtension(suggested, 'webm')).toBe(fileNameFor({ title, id }, 'webm'));
    }
  });

  it('is accepted by both browsers whatever is typed, at most one folder deep', () => {
    for (const typed of hostileTexts(3, 3000)) {
      const components = withExtension(typed, 'webm').split('/');
      expect(components.length).toBeLessThanOrEqual(2);
      for (const component of components) {
        expect(whyRefused(component), JSON.stringify(component)).toBeUndefined();
      }
    }
  });
});

describe('folders', () => {
  it('stand before the name, each as safe as it', () => {
    const folders = ['4chan', 'wsg', '5 - Tom & <Jerry>: "now"'];
    expect(fileNameFor({ title: 'it is', id: 'a' }, 'webm', folders)).toBe(
      "4chan/wsg/5 - Tom & Jerry - 'now'/it is.webm",
    );
  });

  it('lead nowhere else', () => {
    const folders = ['..', '/etc', '~', 'CON', '', 'x'.repeat(300)];
    const parts = fileNameFor({ title: 'a', id: 'a' }, 'mp4', folders).split('/');
    expect(parts).not.toContain('..');
    expect(parts.every((part) => part !== '' && part.length <= 80)).toBe(true);
  });
});
