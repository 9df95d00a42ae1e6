const steps = [144, 240, 360, 480, 720, 1080, 1440, 2160, 4320] as const;

/** The `quality` of stream maps, which had no label for progressive formats. */
const qualityWords: Readonly<Record<string, number>> = {
  tiny: 144,
  small: 240,
  medium: 360,
  large: 480,
  hd720: 720,
  hd1080: 1080,
  hd1440: 1440,
  hd2160: 2160,
  hd2880: 2880,
  highres: 4320,
};

/** The number a label begins with (`1080p60 HDR`, `1440s`); the rest is localised at times. */
export function labelResolution(label: string): number | undefined {
  const number = Number(/^\s*(\d{2,4})(?!\d)/.exec(label)?.[1]);
  return number > 0 ? number : undefined;
}

export const wordResolution = (quality: string): number | undefined =>
  Object.hasOwn(qualityWords, quality) ? qualityWords[quality] : undefined;

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
