import * as v from 'valibot';
import { asReelkeepError, ReelkeepError } from '../../errors';
import { askJson } from '../ask-json';
import type { Extractor, Fetch } from '../extractor';
import { describeItem } from './describe-item';
import type { GfycatLike } from './like';
import { gfycatSchema } from './schema';

const id = '(?<id>[A-Za-z]{6,80})';
const escaped = (text: string): string => text.replaceAll('.', '\\.');

/** Its pages, and its files by their own address: the API is asked for both. */
export function gfycatLike(like: GfycatLike): Extractor {
  const { site, name, domain, pages } = like;
  const host = escaped(domain);
  return {
    site,
    name,
    domains: [domain],
    handles: {
      basic: new RegExp(`^(?:www\\.)?${host}/(?:${pages.join('|')})${id}(?:-[^/?]*)?/?(?:\\?|$)`),
      raw: new RegExp(
        `^(?!www\\.|api\\.)[a-z0-9]+\\.${host}/${id}(?:-[\\w-]+)?\\.(?:mp4|webm|gif|jpg|webp)(?:\\?|$)`,
      ),
    },
    authentication: 'none',
    hosts: [domain],
    mediaHosts: [domain],
    extract: async ({ parts: { id: asked = '' } }, { fetch }, signal) =>
      describeItem(await askItem(fetch, like, asked, signal), like),
  };
}

/**
 * Closed on 2023-09-01. The addresses still stand in a million posts: whoever opens one is told that the site
 * is no more, where its API does not answer for it.
 */
export const gfycat = gfycatLike({
  site: 'gfycat',
  name: 'Gfycat',
  domain: 'gfycat.com',
  pages: ['', 'gifs/detail/', 'ifr/'],
  isClosed: true,
});

async function askItem(fetch: Fetch, like: GfycatLike, asked: string, signal: AbortSignal) {
  const url = `https://api.${like.domain}/v1/gfycats/${asked.toLowerCase()}`;
  const answering = askJson(fetch, url, signal);
  const answer = await (like.isClosed ? answering.catch(closed(signal)) : answering);
  const parsed = v.safeParse(gfycatSchema, answer);
  if (parsed.success) return parsed.output.gfyItem;
  throw new ReelkeepError('page-data-invalid', 'The API answers with something else than an item.');
}

/** Nobody answers, or nobody who would know. */
const closed =
  (signal: AbortSignal) =>
  (thrown: unknown): never => {
    signal.throwIfAborted();
    const cause = asReelkeepError(thrown);
    if (cause.code === 'http-429') throw cause;
    throw new ReelkeepError('site-closed', 'The site has closed.', {
      cause,
      facts: { why: cause.code },
    });
  };
