import { isSiteClient, siteClients } from '../../site/clients/site-clients';
import { visitorData } from '../../site/pages/visitor-data';
import { webClient } from '../../site/sabr/issue-sabr';

/** A question of InnerTube's `player` as a page of the site puts it for one of its clients, of nobody's account. */
export function playerQuestion(videoId: string, clientName = 'WEB', playbackContext: object = {}) {
  const number = isSiteClient(clientName) ? siteClients[clientName].id : webClient.name;
  const { version: clientVersion } = webClient;
  return {
    method: 'POST',
    headers: {
      ...{ origin: 'https://www.youtube.com', 'content-type': 'application/json' },
      'x-youtube-client-name': String(number),
      'x-youtube-client-version': clientVersion,
      'x-goog-visitor-id': visitorData,
    },
    body: JSON.stringify({
      ...{ videoId, playbackContext },
      context: { client: { clientName, clientVersion, visitorData } },
    }),
  };
}
