import { type ErrorData, ReelkeepError } from '../errors';
import type { Video } from '../extract/video';
import type { Progress } from '../jobs/job';
import type { FileReply, InfoReply, StatusReply } from '../protocol/external';
import type { JobView } from '../protocol/jobs-port';

/** In English, whatever the person's language: programs read it. */
export function infoReply({
  title,
  channel = '',
  durationSeconds,
  thumbnailUrl = '',
  metadata = {},
}: Video): InfoReply {
  const { views } = metadata;
  return {
    success: true,
    info: {
      title,
      duration: durationSeconds === undefined ? '' : clockTime(durationSeconds),
      uploader: channel,
      view_count: typeof views === 'number' ? views.toLocaleString('en-US') : '',
      thumbnail: thumbnailUrl,
    },
  };
}

export function statusReply(
  { title, current, statusText }: JobView,
  sentence: (error: ErrorData) => string,
): StatusReply {
  switch (current.state) {
    case 'done':
      return { status: 'completed', progress: 100, filepath: current.file.path, title };
    case 'failed':
      return { status: 'error', error: sentence(current.error), title };
    case 'cancelled':
      return { status: 'error', error: statusText, title };
    default: {
      const progress = 'progress' in current ? current.progress : undefined;
      const isFetched = ['muxing', 'verifying', 'saving'].includes(current.state);
      return {
        status: 'downloading',
        progress: isFetched ? 100 : percent(progress),
        ...rates(progress),
        status_text: statusText,
        title,
      };
    }
  }
}

/** @throws file-missing while there is none. */
export function fileReply({ current }: JobView): FileReply {
  if (current.state !== 'done') {
    throw new ReelkeepError('file-missing', 'It is not saved yet.', {
      facts: { state: current.state },
    });
  }
  const { path, bytes, downloadId } = current.file;
  const filename = path.split(/[/\\]/).at(-1) ?? path;
  return { success: true, filename, size: bytes, download_id: downloadId };
}

const percent = (progress: Progress | undefined): number =>
  progress?.total ? Math.round((progress.received / progress.total) * 1000) / 10 : 0;

const rates = (progress: Progress | undefined) => ({
  ...(progress?.speed === undefined
    ? {}
    : { speed: `${(progress.speed / 1024 ** 2).toFixed(2)} MiB/s` }),
  ...(progress?.eta === undefined ? {} : { eta: `${Math.ceil(progress.eta)}s` }),
});

function clockTime(seconds: number): string {
  const whole = Math.round(seconds);
  return [whole / 3600, (whole / 60) % 60, whole % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':');
}
