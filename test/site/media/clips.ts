/** What a video shows and sounds like. Two clips never have the same bytes, so a test sees when videos are mixed. */
export interface Clip {
  readonly name: string;
  /** How far the test card's colours are turned, in degrees. */
  readonly hue: number;
  /** The tone. */
  readonly hertz: number;
  readonly seconds: number;
  /**
   * Present: big. Four seconds of noise in 40 Mbit/s (24 MB at 1080p) are encoded once and copied so
   * many times, a second of work for hundreds of megabytes; `seconds` is then four times this.
   */
  readonly loops?: number;
  /** Present: sound in mp4 comes in pieces of so many seconds, as YouTube's does; else in one. */
  readonly pieceSeconds?: number;
  /**
   * Present: computed as it is served, and stored nowhere (`test/site/synthetic`). So many bytes are a
   * second of picture; only for formats of pictures alone or of sound alone.
   */
  readonly bytesPerSecond?: number;
}

const big = (name: string, hue: number, hertz: number, loops: number): Clip => ({
  name,
  hue,
  hertz,
  seconds: 4 * loops,
  loops,
});

/** Two hours, or ten; ten gigabytes, or one: whatever is asked, without a disk that could hold it. */
const endless = (name: string, hours: number, gigabytes: number): Clip => {
  const seconds = hours * 3600;
  return { ...big(name, 0, 440, seconds / 4), bytesPerSecond: (gigabytes * 1e9) / seconds };
};

export const clips = {
  meadow: { name: 'meadow', hue: 100, hertz: 440, seconds: 4 },
  harbour: { name: 'harbour', hue: 200, hertz: 523, seconds: 5 },
  desert: { name: 'desert', hue: 25, hertz: 330, seconds: 3 },
  glacier: { name: 'glacier', hue: 160, hertz: 262, seconds: 4 },
  orchard: { name: 'orchard', hue: 330, hertz: 392, seconds: 6 },
  canyon: { name: 'canyon', hue: 270, hertz: 294, seconds: 3 },
  /** Past the minute that comes without a token. */
  delta: { name: 'delta', hue: 45, hertz: 370, seconds: 100, pieceSeconds: 10 },
  /** 47 MB at 1080p: five ranges. */
  river: big('river', 60, 349, 2),
  /** 331 MB at 1080p. */
  ocean: big('ocean', 225, 220, 14),
  /** 521 MB at 1080p. */
  galaxy: big('galaxy', 300, 196, 22),
  hour: endless('hour', 1, 1),
  twoHours: endless('two-hours', 2, 2.2),
  tenHours: endless('ten-hours', 10, 10),
  threeHours: endless('three-hours', 3, 10),
} as const satisfies Record<string, Clip>;

export type ClipName = keyof typeof clips;
