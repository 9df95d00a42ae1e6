import type { Job, Progress } from './job';

/**
 * A job in one line, for logs and reports: `50.5% of 100.00MiB at 2.50MiB/s ETA 00:00:20`. English and
 * stable, so that it can be searched; screens have their own words.
 */
export function statusText({ current }: Pick<Job, 'current'>): string {
  switch (current.state) {
    case 'fetching':
      return progressText(current.progress);
    case 'waiting':
      return `waiting for ${current.reason}${atRest(current.progress)}`;
    case 'paused':
      return `paused${atRest(current.progress)}`;
    case 'muxing':
      return `muxing ${percent(current.done)}`;
    case 'done':
      return `done ${mebibytes(current.file.bytes)} ${current.file.path}`;
    case 'failed':
      return `failed ${current.error.code}`;
    default:
      return current.state;
  }
}

/** Seconds: what is said to take longer is not moving. */
const longestEta = 100 * 3600;

const atRest = (progress: Progress | undefined): string =>
  progress === undefined ? '' : ` at ${progressText(progress)}`;

function progressText({ received, total, speed, eta }: Progress): string {
  return [
    total ? `${percent(received / total)} of ${mebibytes(total)}` : mebibytes(received),
    ...(speed === undefined ? [] : [`at ${mebibytes(speed)}/s`]),
    ...(eta === undefined || eta > longestEta ? [] : [`ETA ${clockTime(eta)}`]),
  ].join(' ');
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
const mebibytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(2)}MiB`;

function clockTime(seconds: number): string {
  const whole = Math.ceil(seconds);
  return [whole / 3600, (whole / 60) % 60, whole % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':');
}
