import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { VideoPlaybackAbrRequest } from 'googlevideo/protos';
import { mediaHosts } from '../hosts';
import { inlineJson } from '../pages/json';
import { mintToken } from './po-token';
import type { MinterSwitches } from './sabr-switches';

const file = fileURLToPath(new URL('../assets/minter.js', import.meta.url));

/** The page's own client for proofs of origin, as an inline script, and what its player sends (facts §3.4). */
export async function minterScript(
  videoId: string,
  event: string,
  minter: MinterSwitches,
): Promise<string> {
  const request = minter.playerAsks ? playerRequest(videoId, event) : '';
  if (minter.isAbsent) return request;
  const text = await readFile(file, 'utf8');
  return `(${text.trimEnd().replace(/;$/, '')})(${inlineJson({ event, ...minter })});${request}`;
}

/** Its answer is nobody's concern: the endpoint refuses an address that it did not give out. */
function playerRequest(videoId: string, event: string): string {
  const poToken = Buffer.from(mintToken({ binding: videoId, event, mint: 1 }), 'base64url');
  const body = VideoPlaybackAbrRequest.encode({
    ...{ selectedFormatIds: [], bufferedRanges: [], field1000: [] },
    ...{ preferredAudioFormatIds: [], preferredVideoFormatIds: [], preferredSubtitleFormatIds: [] },
    streamerContext: { poToken, sabrContexts: [], unsentSabrContexts: [] },
  }).finish();
  const asked = inlineJson({
    url: `https://${mediaHosts[0]}/videoplayback?sabr=1&rn=1`,
    body: Buffer.from(body).toString('base64'),
  });
  return `((asked) => fetch(asked.url, {
  method: 'POST', mode: 'no-cors',
  body: Uint8Array.from(atob(asked.body), (character) => character.charCodeAt(0)),
}).catch(() => undefined))(${asked});`;
}
