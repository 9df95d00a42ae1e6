import type { Viewer } from '../accounts/accounts';
import { judgeSession, type SessionCall } from '../accounts/judge-session';
import type { JsonObject } from '../pages/json';
import { visitorData } from '../pages/visitor-data';
import { areHostFlags, isEmbedder } from './host-flags';
import type { SiteClient } from './site-clients';

/** A call of InnerTube's `player`, as far as the rules are about it. */
export interface PlayerCall extends SessionCall {
  /** Of `X-Youtube-Client-Name`, `X-Youtube-Client-Version` and `X-Goog-Visitor-Id`. */
  readonly clientNumber: string;
  readonly clientVersion: string;
  readonly visitor: string;
  /** Of the body. */
  readonly said: {
    readonly version: string;
    readonly visitor: string | undefined;
    readonly sts: number | undefined;
    readonly embedUrl: string | undefined;
    readonly hostFlags: string | undefined;
  };
}

/** Who is answered, or why nobody is: a status, or the site's own words. */
export type Judged =
  | { readonly viewer: Viewer }
  | { readonly status: 401 }
  | { readonly playability: JsonObject };

export function judgeCall(
  client: SiteClient,
  call: PlayerCall,
  site: { readonly sts: number; readonly nowSeconds: number },
): Judged {
  const { said } = call;
  if (call.clientNumber !== String(client.id) || call.clientVersion !== said.version) {
    return refused('UNPLAYABLE', 'This client is another one than it says.');
  }
  if (said.visitor !== visitorData || call.visitor !== visitorData) {
    return refused('LOGIN_REQUIRED', 'Sign in to confirm you’re not a bot');
  }
  const session = judgeSession(call, site.nowSeconds);
  if (session === 'unauthorized') return { status: 401 };
  const isKnown = session.isSigned || /(?:^|; )SID=/.test(call.cookie);
  if (client.serves === 'strangers' && isKnown) return refused('UNPLAYABLE', 'Video unavailable');
  if (client.serves === 'accounts' && !session.isSigned) {
    return refused('LOGIN_REQUIRED', 'Please sign in');
  }
  if (client.needsScript && said.sts !== site.sts) {
    return refused('UNPLAYABLE', 'The page needs to be reloaded.');
  }
  if (client.isEmbedded && !(isEmbedder(said.embedUrl) && areHostFlags(said.hostFlags))) {
    return refused('ERROR', 'This video is unavailable. Error code: 152 - 18');
  }
  return { viewer: session.viewer };
}

const refused = (status: string, reason: string): Judged => ({ playability: { status, reason } });
