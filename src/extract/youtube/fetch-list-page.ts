import * as v from 'valibot';
import { ReelkeepError } from '../../errors';
import { boundedJson } from '../bounded-json';
import { boundedText } from '../bounded-text';
import { cutJson } from './cut-json';
import type { Fetch } from './fetch-watch-page';
import { fetchedPage } from './fetched-page';
import { type PageClient, pageClientSchema } from './page-data';
import { words } from './page-fields';
import { playerConfig } from './player-config';
import { type Entries, readEntries } from './read-entries';

/** What a list's page says. */
export interface ListPage extends Entries {
  readonly title: string;
  /** What InnerTube is asked for the rest with. */
  readonly client: PageClient;
}

/** Characters. */
const largestPage = 10_000_000;
const deepest = 128;

const titleSchema = v.union([
  v.pipe(
    v.object({ metadata: v.object({ playlistMetadataRenderer: v.object({ title: words(300) }) }) }),
    v.transform(({ metadata }) => metadata.playlistMetadataRenderer.title),
  ),
  v.pipe(
    v.object({ metadata: v.object({ channelMetadataRenderer: v.object({ title: words(300) }) }) }),
    v.transform(({ metadata }) => metadata.channelMetadataRenderer.title),
  ),
]);

/**
 * A playlist's or channel's page, fetched with the cookies of whoever's `fetch` this is, and what it lists.
 * @throws network-lost, page-not-reachable for a redirect, http-429 and http-error with `status`,
 *   page-data-too-large, page-data-invalid, list-empty where it names no video.
 */
export async function fetchListPage(
  fetch: Fetch,
  url: string,
  signal: AbortSignal,
): Promise<ListPage> {
  const html = await arrived(fetch, url, signal);
  const view = fetchedPage(html, url);
  const text = view.text();
  const [cut] = cutJson(text, 'ytInitialData').flatMap((each) =>
    each.found === 'json' ? [each.text] : [],
  );
  if (cut === undefined) throw new ReelkeepError('json-not-found', 'The page lists nothing.');
  const data = boundedJson(cut, largestPage, deepest);
  const listed = readEntries(data);
  if (listed.entries.length === 0) {
    throw new ReelkeepError('list-empty', 'The page names no video.');
  }
  const title = v.safeParse(titleSchema, data);
  return {
    ...listed,
    title: title.success ? title.output : new URL(url).pathname.slice(1),
    client: v.parse(
      pageClientSchema,
      playerConfig(view, () => text),
    ),
  };
}

async function arrived(fetch: Fetch, url: string, signal: AbortSignal): Promise<string> {
  try {
    const response = await fetch(url, {
      credentials: 'include',
      redirect: 'manual',
      cache: 'no-store',
      signal,
    });
    refuseStatus(response);
    return await boundedText(response, largestPage);
  } catch (thrown) {
    if (thrown instanceof ReelkeepError) throw thrown;
    throw new ReelkeepError('network-lost', 'The list did not arrive.', { cause: thrown });
  }
}

function refuseStatus({ ok, status, type }: Response): void {
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    throw new ReelkeepError('page-not-reachable', 'The list leads elsewhere.');
  }
  if (ok) return;
  const code = status === 429 ? 'http-429' : status === 404 ? 'http-404' : 'http-error';
  throw new ReelkeepError(code, 'The site refuses the list.', { facts: { status } });
}
