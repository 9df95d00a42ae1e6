import { nWrittenAs } from '../../../src/cipher/strategies/n-function';

/** 12 May 2020: 376e3c34, the first player known to answer an `n`. vflWQEEag of 15 January has none. */
const firstDayWithN = 18_394;

/** Scripts carry their day since 2013, as days since 1970; early in 2020 only as `d=18394;…details.sts=""+d`. */
export function dayIn(text: string): number | undefined {
  const day =
    /(?:signatureTimestamp|\bsts)["']?\s*[:=]\s*["']?(\d{5})\b/.exec(text)?.[1] ??
    /\b([\w$]+)=(\d{5});.{0,200}?\.sts=""\+\1;/.exec(text)?.[2];
  return day === undefined ? undefined : Number(day);
}

/**
 * Whether a script should answer an `n`: it is new enough, or asks a URL for one. A script without a day counts as new,
 * unless its id is of a form (`vfl…`) that was given up before.
 */
export function expectsN(text: string, player: string): boolean {
  const day = dayIn(text);
  if (day !== undefined && day >= firstDayWithN) return true;
  if (nWrittenAs.some((written) => text.includes(written))) return true;
  return day === undefined && !/vfl[\w-]{6}/.test(player);
}
