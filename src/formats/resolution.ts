const steps = [144, 240, 360, 480, 720, 1080, 1440, 2160, 4320] as const;

/**
 * The `quality` of stream maps, which had no label for progressive formats: more lines than the first
 * number, at most the second. Coarse: every page calls itag 17, of 144 lines, `small`, and before there
 * were words for more than 1080 all of that was `highres`.
 */
const qualityWords: Readonly<Record<string, readonly [over: number, upTo: number]>> = {
  tiny: [0, 144],
  small: [0, 240],
  medium: [240, 360],
  large: [360, 480],
  hd720: [480, 720],
  hd1080: [720, 1080],
  hd1440: [1080, 1440],
  hd2160: [1440, 2160],
  hd2880: [2160, 2880],
  highres: [1080, 4320],
};

const linesOf = (quality: string) =>
  Object.hasOwn(qualityWords, quality) ? qualityWords[quality] : undefined;

/** The number a label begins with (`1080p60 HDR`, `1440s`); the rest is localised at times. */
export function labelResolution(label: string): number | undefined {
  const number = Number(/^\s*(\d{2,4})(?!\d)/.exec(label)?.[1]);
  return number > 0 ? number : undefined;
}

/** The most that the word can mean. */
export const wordResolution = (quality: string): number | undefined => linesOf(quality)?.[1];

/** Whether a picture of that resolution may go by the word; a word that nobody knows contradicts nothing. */
export function agreesWithWord(quality: string, resolution: number): boolean {
  const [over, upTo] = linesOf(quality) ?? [0, Number.POSITIVE_INFINITY];
  return resolution > over && resolution <= upTo;
}

/**
 * What people would call a picture of this size (pixels). Resolutions are named by a 16:9 frame: a
 * wide picture is read by its long side (1920×800 is 1080), a narrow one by its short side (640×480 is
 * 480), a portrait one lying down; what comes near a known step is that step.
 */
export function sizeResolution(width: number, height: number): number {
  const reading = Math.max(Math.min(width, height), (Math.max(width, height) * 9) / 16);
  const distance = (step: number) => Math.abs(Math.log(reading / step));
  return steps.reduce<number>(
    (nearest, step) => (distance(step) < distance(nearest) ? step : nearest),
    steps[0],
  );
}
