import type { Job } from '../jobs/job';
import { statusText } from '../jobs/status-text';
import type { JobView } from '../protocol/jobs-port';

/** What a screen may know of a job: media addresses stay here. */
export function jobView(job: Job): JobView {
  const { request, createdAt, updatedAt, options, current } = job;
  const { id, title, label, videoUrl, origin, thumbnailUrl, file } = request;
  return {
    id,
    title,
    label,
    videoUrl,
    origin,
    ...(thumbnailUrl === undefined ? {} : { thumbnailUrl }),
    fileName: file.name,
    ...(request.isLive ? { isLive: true } : {}),
    ...(request.standsIn && request.preset ? { standsInFor: request.preset } : {}),
    createdAt,
    updatedAt,
    options,
    statusText: statusText(job),
    current,
  };
}
