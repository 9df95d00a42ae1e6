import { type Format, type FormatSource, isProgressive } from './format';

/** How many formats nobody can choose, and why. */
export interface LeftOut {
  /** Served by the site's streaming protocol and the page cannot ask for it, or a playlist of pieces. */
  readonly streamingOnly: number;
  readonly drm: number;
  /** A codec that nothing here can put into a file. */
  readonly unknownCodec: number;
}

/** Why nobody can choose this format; `undefined` for one that can be saved. */
export function obstacleTo(format: Format): keyof LeftOut | undefined {
  if (format.drm) return 'drm';
  if (isOutOfReach(format.source) || format.mime.container === 'ts') return 'streamingOnly';
  // What is saved as it is served need not be understood.
  if (format.isFile || isProgressive(format)) return undefined;
  return (format.video ?? format.audio)?.codec === 'unknown' ? 'unknownCodec' : undefined;
}

const isOutOfReach = (source: FormatSource): boolean =>
  source.kind === 'sabr' && source.askable !== true;

export const isChoosable = (format: Format): boolean => obstacleTo(format) === undefined;

export function countLeftOut(formats: readonly Format[]): LeftOut {
  const leftOut = { streamingOnly: 0, drm: 0, unknownCodec: 0 };
  for (const obstacle of formats.map(obstacleTo)) {
    if (obstacle !== undefined) leftOut[obstacle] += 1;
  }
  return leftOut;
}
