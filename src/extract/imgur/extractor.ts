import * as v from 'valibot';
import { ReelkeepError } from '../../errors';
import { askJson } from '../ask-json';
import { boundedJson } from '../bounded-json';
import type { Extractor, ExtractPorts, Target } from '../extractor';
import type { Contents } from '../video';
import { apiUrl } from './addresses';
import { askAsAccount } from './ask-as-account';
import { describePost } from './describe-post';
import { rawFile } from './raw-file';
import { readImgurPage } from './read-page';
import { type ImgurPost, pageSchema, postSchema } from './schema';

// Five characters once, seven since.
const id = '(?<id>[A-Za-z0-9]{5}|[A-Za-z0-9]{7})';
const end = '/?(?:\\?|$)';
/** Pages of its own that are as long as ids. */
const noPost = `(?!(?:about|emerald|gallery|memegen|privacy|rules)${end})`;
const page = '^(?:www\\.|m\\.)?imgur\\.com';

/**
 * Single files, posts and albums. A client id is the person's own, else what the page asks with. Who has signed
 * in sees what is theirs alone, too.
 */
export const imgur: Extractor = {
  site: 'imgur',
  name: 'Imgur',
  domains: ['imgur.com'],
  handles: {
    basic: new RegExp(`${page}/${noPost}${id}${end}`),
    album: new RegExp(`${page}/(?<list>a|gallery|t/[^/?]+)/(?:[^/?]*-)?${id}${end}`),
    raw: new RegExp(
      `^(?:i\\.|www\\.|m\\.)?imgur\\.com/${id}\\.(?<extension>jpe?g|png|gif|gifv|webp|mp4|webm)${end}`,
    ),
  },
  authentication: {
    oauth: {
      authorizeUrl: 'https://api.imgur.com/oauth2/authorize',
      tokenUrl: 'https://api.imgur.com/oauth2/token',
    },
  },
  hosts: ['imgur.com'],
  mediaHosts: ['imgur.com'],
  referer: 'https://imgur.com/',
  extract: async ({ handle, parts, url }, ports, signal) =>
    handle === 'raw'
      ? rawFile(ports.fetch, parts.id ?? '', parts.extension ?? '', signal)
      : extractPost({ handle, parts, url }, ports, signal),
};

async function extractPost(
  { handle, parts }: Target,
  ports: ExtractPorts,
  signal: AbortSignal,
): Promise<Contents> {
  const { id: asked = '', list } = parts;
  const said = await ports.askPage(readImgurPage);
  const parsed = v.safeParse(pageSchema, said === undefined ? {} : boundedJson(said, 5_000_000, 4));
  const page = parsed.success ? parsed.output : {};
  const held = heldPost(page.post ?? undefined, asked);
  const address = handle === 'basic' ? `/${asked}` : `/${list}/${asked}`;
  const post = held ?? (await askPost(handle, parts, ports, page.clientId ?? undefined, signal));
  return describePost(post, `https://imgur.com${address}`);
}

/** The page's own copy; after going on to another post the page still holds the first. */
function heldPost(text: string | undefined, asked: string): ImgurPost | undefined {
  if (text === undefined) return undefined;
  const post = v.safeParse(postSchema, boundedJson(text, 4_000_000, 32));
  return post.success && post.output.id === asked ? post.output : undefined;
}

/** @throws credentials-needed where nobody has a client id. */
async function askPost(
  handle: string,
  { id: asked = '', list }: Target['parts'],
  { fetch, credentials }: ExtractPorts,
  pageClientId: string | undefined,
  signal: AbortSignal,
): Promise<ImgurPost> {
  const kind = handle === 'basic' ? 'image' : list === 'a' ? 'album' : undefined;
  if (credentials?.token !== undefined && kind !== undefined) {
    return askAsAccount(fetch, credentials.token, kind, asked, signal);
  }
  const clientId = credentials?.key ?? pageClientId;
  if (clientId === undefined) {
    throw new ReelkeepError('credentials-needed', 'Nobody here has a client id for the API.');
  }
  const where = handle === 'basic' ? 'media' : list === 'a' ? 'albums' : 'posts';
  const answer = await askJson(fetch, apiUrl(where, asked, clientId), signal);
  const post = v.safeParse(postSchema, answer);
  if (post.success) return post.output;
  throw new ReelkeepError('page-data-invalid', 'The API answers with something else than a post.');
}
