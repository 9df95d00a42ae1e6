import * as v from 'valibot';
import { ReelkeepError } from '../../errors';
import { boundedJson } from '../bounded-json';
import { cutJson } from './cut-json';
import { type Fetch, fetchSiteText } from './fetch-site-text';
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
 * @throws what `fetchSiteText` throws; page-data-invalid; list-empty where it names no video.
 */
export async function fetchListPage(
  fetch: Fetch,
  url: string,
  signal: AbortSignal,
): Promise<ListPage> {
  const wanted = { url, what: 'The list', mostCharacters: largestPage };
  const html = await fetchSiteText(fetch, wanted, signal);
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
