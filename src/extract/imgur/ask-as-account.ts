import * as v from 'valibot';
import { ReelkeepError } from '../../errors';
import { present } from '../../formats/present';
import { askJson } from '../ask-json';
import type { Fetch } from '../extractor';
import { isoDate } from '../iso-date';
import { type AccountAlbum, type AccountImage, albumSchema, imageSchema } from './account-schema';
import { accountUrl } from './addresses';
import type { ImgurMedia, ImgurPost } from './schema';

/**
 * A picture or an album as the account sees it that the token was given to: also what is hidden from others.
 * @throws credentials-refused, video-unavailable, page-data-invalid, and what `askJson` throws.
 */
export async function askAsAccount(
  fetch: Fetch,
  token: string,
  kind: 'image' | 'album',
  id: string,
  signal: AbortSignal,
): Promise<ImgurPost> {
  const headers = { Authorization: `Bearer ${token}` };
  // Whose cookies the browser has does not matter.
  const request = { headers, credentials: 'omit' } as const;
  const answer = await askJson(fetch, accountUrl(kind, id), signal, request);
  if (kind === 'album') return postOf(understood(albumSchema, answer));
  const image = understood(imageSchema, answer);
  return postOf({ ...image, images: [image] });
}

function understood<S extends v.GenericSchema>(schema: S, answer: unknown): v.InferOutput<S> {
  const parsed = v.safeParse(v.object({ data: schema }), answer);
  if (parsed.success) return parsed.output.data;
  throw new ReelkeepError('page-data-invalid', 'The API answers with something else than a post.');
}

/** In the shape that the site's own pages have it. */
function postOf(album: AccountAlbum): ImgurPost {
  const { id, title, description, account_url: username, views, datetime, images } = album;
  return present({
    id,
    title: title ?? undefined,
    description: description ?? undefined,
    created_at: isoDate(datetime),
    view_count: views ?? undefined,
    account: username ? { username } : undefined,
    media: images.map(mediaOf),
  });
}

function mediaOf(image: AccountImage): ImgurMedia {
  const { id, type, width, height, size, title, description, animated, has_sound } = image;
  const metadata = { title, description, has_sound, is_animated: animated };
  return present({ id, ext: type, width, height, size, metadata });
}
