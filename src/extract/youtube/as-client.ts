import { clientNamed } from './clients';
import { versionOf } from './innertube-request';
import type { PageData } from './page-data';
import type { ClientResponse } from './read-client-response';

/**
 * The page as it would be if this client's response were its own: for a page that refuses a video which
 * the client answers, as those behind an age gate. What the page itself tells of the video stays.
 */
export function asClient(page: PageData, { client: name, response }: ClientResponse): PageData {
  const client = clientNamed(name);
  const { videoDetails, microformat, captions } = page.playerResponse ?? {};
  return {
    ...page,
    clientNumber: client.id,
    clientVersion: versionOf(page, client),
    playerResponse: {
      ...response,
      videoDetails: { ...response.videoDetails, ...videoDetails },
      microformat: microformat ?? response.microformat,
      captions: captions ?? response.captions,
    },
    args: undefined,
  };
}
