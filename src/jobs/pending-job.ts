import type { Preset } from '../formats/choice';
import { fileNameFor } from '../names/file-name';
import type { Settings } from '../settings/settings';
import type { CollectionItem, JobRequest, Origin } from './job';

/** A video of a list, which nobody has looked at yet. */
export interface PendingVideo {
  readonly id: string;
  readonly title: string;
  readonly durationSeconds?: number;
}

interface PendingWish {
  readonly preset: Preset;
  /** What people read in its place until it is known what there is. */
  readonly label: string;
  /** Of the list: its files go there. */
  readonly folder: string;
  readonly item: CollectionItem;
  readonly origin: Origin;
  readonly allowedHosts: readonly string[];
  readonly videoUrl: string;
  readonly thumbnailUrl: string;
}

/** A job that knows its video and nothing of its formats: its page is asked when its turn comes. It asks nobody where to go. */
export function pendingJob(
  { id, title, durationSeconds }: PendingVideo,
  { preset, label, folder, item, origin, allowedHosts, videoUrl, thumbnailUrl }: PendingWish,
  settings: Settings,
): JobRequest {
  return {
    id: `youtube:${id}:${preset}${origin.isPrivate ? ':private' : ''}`,
    title,
    videoUrl,
    thumbnailUrl,
    ...(durationSeconds === undefined ? {} : { durationSeconds }),
    label,
    parts: [],
    pending: { kind: 'unseen', preset, folder: [folder] },
    item,
    allowedHosts,
    // Both are the video's own once that is known.
    output: { extension: 'mp4', mime: 'video/mp4' },
    file: {
      name: fileNameFor({ id, title }, 'mp4', [folder]),
      conflictAction: settings.conflictAction,
      saveAs: false,
    },
    origin,
  };
}
