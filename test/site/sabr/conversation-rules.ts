import type { Reply, SabrCase } from './sabr-ask';
import {
  contextUpdate,
  nextRequestPolicy,
  redirect,
  reload,
  type SabrPart,
  sabrError,
  sendingPolicy,
} from './sabr-parts';

/** The context that this site wants to hear again. */
const contextType = 5;
const mostAdBackoffMs = 5_000;

export const reloadTokenOf = (videoId: string): string => `reload-${videoId}`;
const contextValue = (playback: string): Uint8Array => Buffer.from(`context ${playback}`);

/** Each may end the conversation before media; the first one that does answers. */
export const conversationRules: readonly ((about: SabrCase) => Reply | undefined)[] = [
  wrongClient,
  accident,
  otherHost,
  reloading,
  advertisements,
  forgottenCookie,
  missingContext,
  toldContext,
];

/** A cookie that must come back with the next request of the session. */
export function policy({ playback, config }: SabrCase, backoffMs: number): SabrPart {
  // Field 15 of no message that we know, so that whoever decodes and encodes it loses it.
  const text = `${config.playback}/${playback.cookies.size}`;
  const cookie = Buffer.concat([Buffer.of(0x7a, text.length), Buffer.from(text)]);
  playback.cookies.add(cookie.toString('latin1'));
  return nextRequestPolicy(backoffMs, cookie);
}

function wrongClient({ request, config }: SabrCase): Reply | undefined {
  const info = request.streamerContext?.clientInfo;
  if (info?.clientName !== config.client.name || info.clientVersion !== config.client.version) {
    return { parts: [sabrError('sabr.client', 2)], note: 'client' };
  }
  return request.clientAbrState?.mediaCapabilities
    ? { parts: [sabrError('sabr.media_capabilities', 3)], note: 'capabilities' }
    : undefined;
}

function accident({ switches: { error }, playback }: SabrCase): Reply | undefined {
  if (!error || playback.answers < error.after || playback.errors >= error.times) return undefined;
  playback.errors += 1;
  return { parts: [sabrError(error.type, error.code)], note: 'error' };
}

function otherHost({ switches: { redirectTo }, ask: { url } }: SabrCase): Reply | undefined {
  if (redirectTo === undefined || redirectTo === url.hostname) return undefined;
  if (redirectTo.includes(':')) return { parts: [redirect(redirectTo)], note: 'redirect' };
  const there = new URL(url);
  there.hostname = redirectTo;
  there.searchParams.delete('rn');
  return { parts: [redirect(there.href)], note: 'redirect' };
}

function reloading({ switches: { reloadAfter }, ...about }: SabrCase): Reply | undefined {
  const { config, playback, video } = about;
  if (reloadAfter === undefined || config.isReload || playback.answers < reloadAfter) {
    return undefined;
  }
  return { parts: [reload(reloadTokenOf(video.id))], note: 'reload' };
}

function advertisements(about: SabrCase): Reply | undefined {
  const { config, ask } = about;
  const leftMs = config.availableAt - ask.now;
  if (leftMs <= 0) return undefined;
  const parts = [
    contextUpdate(contextType, contextValue(config.playback), true),
    policy(about, Math.min(Math.ceil(leftMs), mostAdBackoffMs)),
  ];
  return { parts, note: 'advertisements' };
}

/** A session's first request has none to send back. */
function forgottenCookie(about: SabrCase): Reply | undefined {
  const { switches, playback, request, entry } = about;
  const cookie = Buffer.from(request.streamerContext?.playbackCookie ?? []).toString('latin1');
  const isRight = playback.cookies.has(cookie) || (entry.round <= 1 && cookie === '');
  if (switches.cookie === 'free' || isRight) return undefined;
  return { parts: [policy(about, 0)], note: 'cookie' };
}

function missingContext(about: SabrCase): Reply | undefined {
  const { switches, config, playback } = about;
  if (switches.contexts === 'none' || isTold(about)) return undefined;
  const value = contextValue(config.playback);
  if (echoed(about)?.equals(value)) return undefined;
  const byDefault = switches.contexts !== 'by-policy';
  const parts = [
    contextUpdate(contextType, value, byDefault),
    ...(byDefault ? [] : [sendingPolicy({ startPolicy: [contextType] })]),
    policy(about, 0),
  ];
  return { parts, note: playback.answers > 0 ? 'context lost' : 'context' };
}

/** Once media have come, a context may be called off: whoever goes on sending it gets nothing. */
function toldContext(about: SabrCase): Reply | undefined {
  const { switches, request } = about;
  if (!isTold(about)) return undefined;
  const unsent = request.streamerContext?.unsentSabrContexts ?? [];
  const isNamed = unsent.includes(contextType) === (switches.contexts === 'stopped');
  const isNew = (request.streamerContext?.playbackCookie?.length ?? 0) === 0;
  if (echoed(about) === undefined && (isNamed || isNew)) return undefined;
  return { parts: [callOff(about), policy(about, 0)], note: 'context called off' };
}

const isTold = ({ switches: { contexts }, playback }: SabrCase): boolean =>
  (contexts === 'stopped' || contexts === 'discarded') && playback.answers > 0;

export const calledOff = (about: SabrCase): readonly SabrPart[] =>
  about.switches.contexts === 'stopped' || about.switches.contexts === 'discarded'
    ? [callOff(about)]
    : [];

const callOff = ({ switches: { contexts } }: SabrCase): SabrPart =>
  sendingPolicy(
    contexts === 'stopped'
      ? { stopPolicy: [contextType] }
      : { stopPolicy: [contextType], discardPolicy: [contextType] },
  );

function echoed({ request }: SabrCase): Buffer | undefined {
  const contexts = request.streamerContext?.sabrContexts ?? [];
  const value = contexts.find(({ type }) => type === contextType)?.value;
  return value && Buffer.from(value);
}
