import { ReelkeepError } from '../../errors';
import { makeFile } from '../../formats/make-file';
import { present } from '../../formats/present';
import { isoDate } from '../iso-date';
import { plainText } from '../plain-text';
import type { Contents, Video } from '../video';
import type { ThreadPost } from './schema';

const longestSubject = 60;

export const mediaUrl = (board: string, file: string): string =>
  `https://i.4cdn.org/${board}/${file}`;

/** All files of a thread under their original names. @throws no-formats where it has none that we save. */
export function describeThread(board: string, no: string, posts: readonly ThreadPost[]): Contents {
  const url = `https://boards.4chan.org/${board}/thread/${no}`;
  const title = titleOf(posts[0], no);
  const folder = ['4chan', board, title === no ? no : `${no} - ${title}`];
  const named = new Set<string>();
  const videos = posts.flatMap((post) => {
    const format = fileOf(board, post);
    if (!format) return [];
    const name = uniqueName(post, format.mime.container, named);
    return [describePost({ board, no, url, folder }, post, name, format)];
  });
  if (videos.length === 0) throw new ReelkeepError('no-formats', 'The thread has no files.');
  return { id: `${board}-${no}`, url, title: `/${board}/ - ${title}`, videos };
}

interface ThreadFacts {
  readonly board: string;
  readonly no: string;
  readonly url: string;
  readonly folder: readonly string[];
}

function describePost(
  { board, no, url, folder }: ThreadFacts,
  post: ThreadPost,
  title: string,
  format: Video['formats'][number],
): Video {
  return present({
    site: 'fourchan' as const,
    id: `${board}-${no}-${post.no}`,
    url: `${url}#p${post.no}`,
    title,
    channel: plainText(post.name ?? '') || undefined,
    description: plainText(post.com ?? '').slice(0, 1_000) || undefined,
    thumbnailUrl: mediaUrl(board, `${post.tim}s.jpg`),
    published: isoDate(post.time),
    folder,
    metadata: { board, thread: Number(no), post: post.no },
    formats: [format],
    captions: [],
  });
}

function fileOf(board: string, { tim, ext, w, h, fsize, md5, filedeleted }: ThreadPost) {
  if (tim === undefined || tim === null || !ext || filedeleted) return undefined;
  const file = `${tim}${ext}`;
  return makeFile({
    id: `${board}-${file}`,
    url: mediaUrl(board, file),
    extension: ext,
    width: w ?? undefined,
    height: h ?? undefined,
    bytes: fsize ?? undefined,
    md5: md5 ? hexadecimal(md5) : undefined,
    quality: 1,
  });
}

/** Two posters' `image.jpg` are two files: the second one's name ends in its post's number. */
function uniqueName({ no, filename }: ThreadPost, extension: string, named: Set<string>): string {
  const original = plainText(filename ?? '') || String(no);
  const isTaken = named.has(`${original}.${extension}`.toLowerCase());
  named.add(`${original}.${extension}`.toLowerCase());
  return isTaken ? `${original} (${no})` : original;
}

/** The subject, else the first words of the first post as its address has them. */
function titleOf(first: ThreadPost | undefined, no: string): string {
  const subject = plainText(first?.sub ?? '') || (first?.semantic_url ?? '').replaceAll('-', ' ');
  return subject.slice(0, longestSubject).trim() || no;
}

const hexadecimal = (base64: string): string =>
  [...atob(base64)]
    .map((character) => character.charCodeAt(0).toString(16).padStart(2, '0'))
    .join('');
