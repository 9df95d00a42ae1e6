import * as v from 'valibot';
import { asReelkeepError, ReelkeepError } from '../../errors';
import { askJson } from '../ask-json';
import type { Extractor, Fetch } from '../extractor';
import { describeItem } from './describe-item';
import { gfycatSchema } from './schema';

/** Closed on 2023-09-01. A host that speaks its API is one more name here. */
const hosts = ['gfycat.com'];
const id = '(?<id>[A-Za-z]{6,80})';

/**
 * The addresses still stand in a million posts: whoever opens one is told that the site is no more, where
 * its API does not answer for it.
 */
export const gfycat: Extractor = {
  site: 'gfycat',
  name: 'Gfycat',
  domains: hosts,
  handles: {
    basic: new RegExp(
      `^(?:www\\.)?[^./]+\\.com/(?:gifs/detail/|ifr/)?${id}(?:-[^/?]*)?/?(?:\\?|$)`,
    ),
    raw: new RegExp(
      `^(?!www\\.|api\\.)[a-z0-9]+\\.[^./]+\\.com/${id}(?:-[\\w-]+)?\\.(?:mp4|webm|gif|jpg|webp)(?:\\?|$)`,
    ),
  },
  authentication: 'none',
  hosts,
  mediaHosts: hosts,
  extract: async ({ parts, url }, { fetch }, signal) => {
    const host = hosts.find((one) => url.hostname.endsWith(one)) ?? '';
    return describeItem(await askItem(fetch, host, parts.id ?? '', signal), host);
  },
};

async function askItem(fetch: Fetch, host: string, id: string, signal: AbortSignal) {
  const answer = await answerOf(
    fetch,
    `https://api.${host}/v1/gfycats/${id.toLowerCase()}`,
    signal,
  );
  const parsed = v.safeParse(gfycatSchema, answer);
  if (parsed.success) return parsed.output.gfyItem;
  throw new ReelkeepError('page-data-invalid', 'The API answers with something else than an item.');
}

/** @throws site-closed where nobody answers, or nobody who would know. */
async function answerOf(fetch: Fetch, url: string, signal: AbortSignal): Promise<unknown> {
  try {
    return await askJson(fetch, url, signal);
  } catch (thrown) {
    signal.throwIfAborted();
    const cause = asReelkeepError(thrown);
    if (cause.code === 'http-429') throw cause;
    throw new ReelkeepError('site-closed', 'The site has closed.', {
      cause,
      facts: { why: cause.code },
    });
  }
}
