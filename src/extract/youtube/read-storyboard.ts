import type { Storyboard } from '../video';
import { thumbnailAddress } from './allowed-address';
import type { PageData } from './page-data';

/** A ten-hour video has some two hundred sheets. */
const mostSheets = 400;

/**
 * The largest pictures of the timeline: `base|w#h#count#cols#rows#intervalMs#name#sigh|…`, smallest first
 * (youtube.md §4). `undefined` where the page has none, or what does not parse.
 */
export function readStoryboard({ playerResponse }: PageData): Storyboard | undefined {
  const spec = playerResponse?.storyboards?.playerStoryboardSpecRenderer.spec ?? '';
  const [base = '', ...levels] = spec.split('|');
  const level = levels.length - 1;
  const [width, height, count, columns, rows, intervalMs, name = '', sigh = ''] = (
    levels[level] ?? ''
  ).split('#');
  const numbers = [width, height, count, columns, rows, intervalMs].map(Number);
  const [w = 0, h = 0, pictures = 0, across = 0, down = 0, interval = 0] = numbers;
  const sheets = Math.ceil(pictures / (across * down));
  if (!numbers.every(Number.isSafeInteger) || !(sheets >= 1 && sheets <= mostSheets)) {
    return undefined;
  }
  const urls = Array.from({ length: sheets }, (_, sheet) =>
    sheetAddress(base.replace('$L', String(level)), name.replace('$M', String(sheet)), sigh),
  ).filter((url) => url !== undefined);
  if (urls.length !== sheets || w <= 0 || h <= 0) return undefined;
  return { width: w, height: h, pictures, intervalMs: interval, sheets: urls };
}

function sheetAddress(base: string, name: string, sigh: string): string | undefined {
  const address = thumbnailAddress(base.replace('$N', name));
  if (address === undefined) return undefined;
  const url = new URL(address);
  if (sigh !== '') url.searchParams.set('sigh', sigh);
  return url.href;
}
