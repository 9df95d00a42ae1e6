import { ReelkeepError } from '../../errors';
import type { Format } from '../../formats/format';
import { makeFile } from '../../formats/make-file';
import { present } from '../../formats/present';
import type { Contents, Video } from '../video';
import { mediaUrl } from './addresses';
import type { ImgurMedia, ImgurPost } from './schema';

/** @throws no-formats where nothing in the post can be saved. */
export function describePost(post: ImgurPost, page: string): Contents {
  const isMany = post.media.length > 1;
  const videos = post.media.flatMap((media, at) =>
    describeMedia(post, media, page, isMany ? at : undefined),
  );
  if (videos.length === 0) throw new ReelkeepError('no-formats', 'The post has no media.');
  return { id: post.id, url: page, title: post.title || post.id, videos };
}

/** `at`: its place in the post, where there are several. */
function describeMedia(
  post: ImgurPost,
  media: ImgurMedia,
  page: string,
  at: number | undefined,
): Video[] {
  const formats = formatsOf(media);
  if (formats.length === 0) return [];
  const { title, description, duration } = media.metadata ?? {};
  const folder = at === undefined ? undefined : ['Imgur', `${post.title || 'Album'} (${post.id})`];
  return [
    present({
      site: 'imgur' as const,
      id: media.id,
      url: at === undefined ? page : `${page}#${media.id}`,
      title: titleOf(post, title || undefined, at) ?? media.id,
      channel: post.account?.username || undefined,
      description: description || (at === undefined && post.description) || undefined,
      durationSeconds: duration && duration > 0 ? duration : undefined,
      // `m`: 320 pixels wide, of pictures and of videos.
      thumbnailUrl: mediaUrl(`${media.id}m`, 'jpg'),
      published: /^\d{4}-\d{2}-\d{2}/.exec(post.created_at ?? '')?.[0],
      folder,
      metadata: present({ post: post.id, views: post.view_count ?? undefined }),
      formats,
      captions: [],
    }),
  ];
}

/** In an album a file's name begins with its place, so that files sort as the album does. */
function titleOf(
  post: ImgurPost,
  own: string | undefined,
  at: number | undefined,
): string | undefined {
  if (at === undefined) return own ?? (post.title || undefined);
  const place = String(at + 1).padStart(String(post.media.length).length, '0');
  return own === undefined ? `${place} - ${post.media[at]?.id}` : `${place} - ${own}`;
}

/** The mp4 of something animated is better and smaller than its GIF (Qetch's order: mp4 1, GIF 0.25). */
function formatsOf({ id, ext, width, height, size, metadata }: ImgurMedia): Format[] {
  const extension = ext.replace(/^\./, '').toLowerCase();
  const common = { width: width ?? undefined, height: height ?? undefined };
  const own = makeFile({
    ...common,
    id: `${id}.${extension}`,
    url: mediaUrl(id, extension),
    extension,
    bytes: size ?? undefined,
    durationSeconds: metadata?.duration ?? undefined,
    hasSound: metadata?.has_sound ?? undefined,
    quality: extension === 'gif' ? 0.25 : 1,
  });
  const moving =
    extension === 'gif' && metadata?.is_animated
      ? makeFile({
          ...common,
          id: `${id}.mp4`,
          url: mediaUrl(id, 'mp4'),
          extension: 'mp4',
          hasSound: false,
          quality: 1,
        })
      : undefined;
  return [moving, own].filter((format) => format !== undefined);
}
