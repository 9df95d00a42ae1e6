import { type ErrorCode, ReelkeepError } from '../errors';
import type { Video } from '../extract/video';
import type { Choice, Preset } from '../formats/choice';
import { choiceLabel } from '../formats/choice-label';
import { clipFormats } from '../formats/clip-formats';
import type { Format } from '../formats/format';
import type { MergeRule } from '../formats/merge-rule';
import { fileNameFor, withExtension } from '../names/file-name';
import type { Settings } from '../settings/settings';
import type {
  CollectionItem,
  JobNote,
  JobRequest,
  Origin,
  PartRequest,
  PendingRequest,
} from './job';
import type { Renewal } from './reduce-job';

export interface JobWish {
  readonly notes?: readonly JobNote[];
  readonly preset?: Preset | undefined;
  readonly standsIn?: ErrorCode | undefined;
  readonly item?: CollectionItem | undefined;
  readonly origin: Origin;
  /** Of the site's extractor. */
  readonly merge?: MergeRule | undefined;
  /** As the person typed it, without extension; the title serves otherwise. */
  readonly fileName?: string;
  /** Of what is being sent what comes from now on, and nothing of before. */
  readonly fromNow?: true | undefined;
  /** This once; the setting serves otherwise. */
  readonly saveAs?: boolean;
}

/**
 * The formats that a choice is made of, with the part each plays.
 * @throws mux-failed where one is made of several files that nothing is known to become of.
 */
export function partFormats(
  choice: Choice,
  merge?: MergeRule,
): { role: PartRequest['role']; format: Format }[] {
  switch (choice.kind) {
    case 'progressive':
      return wholeParts(choice.format, merge);
    case 'paired':
      return [
        { role: 'video', format: choice.video },
        { role: 'audio', format: choice.audio },
      ];
    case 'video-only':
      return [{ role: 'video', format: choice.video }];
    case 'audio-only':
      return [{ role: choice.audio.isFile ? 'whole' : 'audio', format: choice.audio }];
    case 'image':
      return [{ role: 'whole', format: choice.image }];
  }
}

const roles: Readonly<Record<MergeRule, PartRequest['role']>> = { 'in-order': 'clip' };

/** A file by itself is the whole; of several each plays the part that the site's rule gives it. */
function wholeParts(
  format: Format,
  merge: MergeRule | undefined,
): { role: PartRequest['role']; format: Format }[] {
  const formats = clipFormats(format);
  const role = formats.length > 1 ? merge && roles[merge] : 'whole';
  if (role === undefined) throw new ReelkeepError('mux-failed', 'No rule makes these one file.');
  return formats.map((each) => ({ role, format: each }));
}

/**
 * Everything the engine needs to make the file.
 * @throws no-formats where one of the choice's formats has no source.
 */
export function makeJobRequest(
  video: Video,
  choice: Choice,
  { tier, sources }: Pick<Renewal, 'tier' | 'sources'>,
  allowedHosts: readonly string[],
  wish: JobWish,
  settings: Settings,
): JobRequest {
  return {
    ...withoutSources(video, choice, allowedHosts, wish, settings),
    parts: partFormats(choice, wish.merge).map(({ role, format }) => ({
      ...partRequest(role, format, sources),
      ...(video.isLive && wish.fromNow ? { fromNow: true as const } : {}),
    })),
    tier,
  };
}

/** The same job, its id too, where the site does not say yet where the choice is to be had: `pending` says why. */
export const makePendingRequest = (
  video: Video,
  choice: Choice,
  pending: PendingRequest,
  allowedHosts: readonly string[],
  wish: JobWish,
  settings: Settings,
): JobRequest => ({
  ...withoutSources(video, choice, allowedHosts, wish, settings),
  parts: [],
  pending,
});

function withoutSources(
  video: Video,
  choice: Choice,
  allowedHosts: readonly string[],
  wish: JobWish,
  settings: Settings,
): Omit<JobRequest, 'parts'> {
  const { title, thumbnailUrl, durationSeconds, chapters = [] } = video;
  const { extension } = choice.output;
  return {
    // A job of a private window is never the same as one that may be remembered.
    id: `${video.site}:${video.id}:${choice.id}${wish.origin.isPrivate ? ':private' : ''}`,
    title,
    videoUrl: video.url,
    ...(thumbnailUrl === undefined ? {} : { thumbnailUrl }),
    ...(durationSeconds === undefined ? {} : { durationSeconds }),
    ...(video.isLive ? { isLive: true } : {}),
    label: choiceLabel(choice),
    ...(chapters.length === 0 ? {} : { chapters }),
    ...(wish.preset === undefined ? {} : { preset: wish.preset }),
    ...(wish.item === undefined ? {} : { item: wish.item }),
    ...(wish.standsIn === undefined ? {} : { standsIn: wish.standsIn }),
    allowedHosts,
    output: choice.output,
    file: {
      name:
        wish.fileName === undefined
          ? fileNameFor(video, extension, video.folder)
          : withExtension(wish.fileName, extension, video.id),
      conflictAction: settings.conflictAction,
      saveAs: wish.saveAs ?? settings.saveAs,
    },
    origin: wish.origin,
    ...(wish.notes?.length ? { notes: wish.notes } : {}),
  };
}

function partRequest(
  role: PartRequest['role'],
  { id, itag, contentLength, lastModified, durationSeconds, md5 }: Format,
  sources: Renewal['sources'],
): PartRequest {
  const source = sources[id]?.source;
  if (source === undefined) throw new ReelkeepError('no-formats', 'The format has no source.');
  return {
    role,
    formatId: id,
    itag,
    source,
    ...(contentLength === undefined ? {} : { contentLength }),
    ...(lastModified === undefined ? {} : { lastModified }),
    ...(durationSeconds === undefined ? {} : { durationSeconds }),
    ...(md5 === undefined ? {} : { md5 }),
  };
}
