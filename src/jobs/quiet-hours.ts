/** Minutes since midnight, local time; `from` later than `to` goes over midnight. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

const dayMinutes = 24 * 60;

/**
 * Minutes until the quiet hours end; undefined outside of them. `minute`: of the local day, with a
 * fraction. The same time for both ends means no quiet at all: a whole day of it would be a pause.
 */
export function quietMinutesLeft(hours: QuietHours | null, minute: number): number | undefined {
  if (hours === null) return undefined;
  const length = since(hours.from, hours.to);
  const passed = since(hours.from, minute);
  return passed < length ? length - passed : undefined;
}

/** Minutes until the next quiet hours begin; undefined where there are none, or they are now. */
export function minutesUntilQuiet(hours: QuietHours | null, minute: number): number | undefined {
  if (hours === null || hours.from === hours.to) return undefined;
  return quietMinutesLeft(hours, minute) === undefined ? since(minute, hours.from) : undefined;
}

/** From one time of day on to the next time that it is another. */
const since = (from: number, to: number): number => (to - from + dayMinutes) % dayMinutes;
