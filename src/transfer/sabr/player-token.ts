import { VideoPlaybackAbrRequest } from 'googlevideo/protos';

/** A request of a player is some kilobytes; what is longer is none. */
const longestRequest = 1_000_000;
/** The known ones have some hundred bytes. */
const shortestToken = 12;
const longestToken = 6_000;

/** The proof of origin in a request that a page's own player has sent, base64url; undefined where there is none. */
export function playerToken(body: Uint8Array): string | undefined {
  if (body.length === 0 || body.length > longestRequest) return undefined;
  let token: Uint8Array | undefined;
  try {
    token = VideoPlaybackAbrRequest.decode(body).streamerContext?.poToken;
  } catch {
    // Whatever it is, it is no request of the streaming protocol.
    return undefined;
  }
  if (!token || token.length < shortestToken || token.length > longestToken) return undefined;
  const binary = String.fromCharCode(...token);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
