import { html, inlineJson, type JsonObject } from '../pages/json';
import { isPageOrigin } from '../pages/place';
import { visitorData } from '../pages/visitor-data';
import { webClient } from '../sabr/issue-sabr';
import { type Answer, type Ask, statusAnswer, textAnswer } from '../server/answer';
import { listItems, readToken, tokenFor } from './list-items';
import { type SiteList, siteLists } from './site-lists';

/** The list that an address shows. */
export const listAt = ({ pathname, searchParams }: URL): SiteList | undefined =>
  siteLists.find(({ id }) =>
    pathname === '/playlist'
      ? id === searchParams.get('list')
      : [pathname, `${pathname}/videos`].includes(`/${id}`),
  );

export function listPage(list: SiteList): Answer {
  const config = {
    INNERTUBE_CLIENT_NAME: 'WEB',
    INNERTUBE_CLIENT_VERSION: webClient.version,
    INNERTUBE_CONTEXT_CLIENT_NAME: 1,
    LOGGED_IN: false,
    VISITOR_DATA: visitorData,
    PLAYER_JS_URL: '/s/player/00000000/player_ias.vflset/en_US/base.js',
  };
  const text = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>${html(list.title)} - YouTube</title>
<script>var ytcfg = {data_: {}, set: function(v) { Object.assign(ytcfg.data_, v); }};ytcfg.set(${inlineJson(config)});</script>
</head><body><h1>${html(list.title)}</h1>
<script>var ytInitialData = ${inlineJson(initialData(list))};</script></body></html>`;
  return textAnswer('page', 'text/html', text);
}

function initialData(list: SiteList): JsonObject {
  const items = listItems(list, 0);
  const section = (contents: JsonObject): JsonObject => ({
    sectionListRenderer: {
      contents: [
        { itemSectionRenderer: contents },
        // Another continuation of the page: of nothing that is a video.
        {
          continuationItemRenderer: {
            continuationEndpoint: { continuationCommand: { token: tokenFor('nothing', 0) } },
          },
        },
      ],
    },
  });
  const contents = {
    renderers: section({ contents: [{ playlistVideoListRenderer: { contents: items } }] }),
    lockups: section({ contents: items }),
    grid: { richGridRenderer: { contents: items } },
  }[list.form];
  const kind = list.form === 'grid' ? 'channelMetadataRenderer' : 'playlistMetadataRenderer';
  return {
    contents: {
      twoColumnBrowseResultsRenderer: { tabs: [{ tabRenderer: { content: contents } }] },
    },
    metadata: { [kind]: { title: list.title } },
  };
}

/** What follows in a list, for the site's own pages alone. */
export async function browse(ask: Ask): Promise<Answer> {
  if (ask.method !== 'POST') return statusAnswer('innertube', 405);
  if (!isPageOrigin(ask.headers.origin)) return statusAnswer('innertube', 403);
  const { context, continuation } = JSON.parse(await ask.readBody());
  const isWeb = context?.client?.clientName === 'WEB' && context.client.visitorData === visitorData;
  const at = isWeb ? readToken(String(continuation)) : undefined;
  if (!at) return statusAnswer('innertube', 400);
  const list = siteLists.find(({ id }) => id === at.list);
  const action = list && {
    appendContinuationItemsAction: { continuationItems: listItems(list, at.from) },
  };
  const text = JSON.stringify({ onResponseReceivedActions: action ? [action] : [] });
  return textAnswer('innertube', 'application/json', text, { note: 'browse' });
}
