/** Minutes since midnight → `22:05`, as a field for times of day takes it in every language. */
export function timeOf(minutes: number): string {
  const figure = (value: number) => String(value).padStart(2, '0');
  return `${figure(Math.floor(minutes / 60))}:${figure(minutes % 60)}`;
}

/** `22:05`, with seconds or without → minutes since midnight; nothing for an emptied field. */
export function minutesOf(time: string): number | undefined {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(time) ?? [];
  return hours === undefined || minutes === undefined
    ? undefined
    : Number(hours) * 60 + Number(minutes);
}
