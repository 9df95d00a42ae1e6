/** The year 2500: what a site states beyond is nonsense. */
const latest = 16_725_225_600;

/** Seconds since 1970 → `2023-11-14`; `undefined` where there is nothing, or nothing sensible. */
export const isoDate = (seconds: number | null | undefined): string | undefined =>
  seconds && seconds > 0 && seconds < latest
    ? new Date(seconds * 1000).toISOString().slice(0, 10)
    : undefined;
