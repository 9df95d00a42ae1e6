import type { Job } from '../jobs/job';
import type { JobView } from '../protocol/jobs-port';

/** What a screen may know of a job: media addresses stay here. */
export function jobView({ request, createdAt, updatedAt, current }: Job): JobView {
  const { id, title, label, videoUrl, thumbnailUrl, file } = request;
  return {
    id,
    title,
    label,
    videoUrl,
    ...(thumbnailUrl === undefined ? {} : { thumbnailUrl }),
    fileName: file.name,
    createdAt,
    updatedAt,
    current,
  };
}
