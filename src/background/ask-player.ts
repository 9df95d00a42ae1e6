import type { InnertubeClient } from '../extract/youtube/clients';
import {
  type InnertubeCall,
  type PlayerWish,
  playerCall,
} from '../extract/youtube/innertube-request';
import type { PageData } from '../extract/youtube/page-data';
import type { PageSession } from '../extract/youtube/parse-session';
import { type ClientResponse, readClientResponse } from '../extract/youtube/read-client-response';

/** What InnerTube is asked about, and through whom. */
export interface PlayerQuestion {
  /** What the site said of the video last. */
  readonly page: PageData;
  readonly session: PageSession | undefined;
  readonly askInnertube: (call: InnertubeCall) => Promise<unknown>;
  readonly embedFlags: () => Promise<string | undefined>;
}

/** What InnerTube's `player` tells this client of the page's video. @throws as `readClientResponse`, and what asking throws. */
export async function askPlayer(
  client: InnertubeClient,
  wish: Pick<PlayerWish, 'poToken' | 'reloadToken'>,
  { page, session, askInnertube, embedFlags }: PlayerQuestion,
): Promise<ClientResponse> {
  const encryptedHostFlags = client.needs.includes('embeddable')
    ? (session?.encryptedHostFlags ?? (await embedFlags()))
    : undefined;
  const flags = encryptedHostFlags === undefined ? {} : { encryptedHostFlags };
  const answer = await askInnertube(playerCall(page, client, { ...wish, ...flags }));
  return readClientResponse(answer, client, page, Date.now());
}
