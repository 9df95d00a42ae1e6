import type { InnertubeClient } from './clients';
import type { PageData } from './page-data';
import type { PageSession } from './parse-session';

/**
 * What a token for this client's media has to be bound to; `undefined` where the client wants none, or the
 * page does not tell what it would be. Today's web pages bind to the video; a page that does not say so
 * in its flags binds to its session (youtube.md §1.4).
 */
export function tokenBinding(
  { token }: InnertubeClient,
  page: PageData,
  session: PageSession | undefined,
): string | undefined {
  if (token === undefined || (token.unlessPremium && session?.isPremium)) return undefined;
  const isOfSession = token.boundTo === 'session' || session?.isBoundToVideo === false;
  if (token.boundTo === 'visitor') return page.visitorData;
  if (!isOfSession) return page.videoId;
  return (page.loggedIn ? page.dataSyncId : undefined) ?? page.visitorData;
}
