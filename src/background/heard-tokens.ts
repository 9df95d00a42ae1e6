import * as v from 'valibot';
import { toErrorData } from '../errors';
import { videoIdOf } from '../extract/youtube/video-id';
import { onPlayerRequest, type PlayerRequest } from '../platform/player-requests';
import { storedValue } from '../platform/storage';
import { tabInfo } from '../platform/tabs';
import { playerToken } from '../transfer/sabr/player-token';

/** The videos that were played last. */
const mostTokens = 30;
/** As long as one that a page has minted for us. */
const lifeMs = 6 * 3_600_000;

const heardSchema = v.fallback(
  v.array(v.object({ videoId: v.string(), token: v.string(), at: v.number() })),
  [],
);
type Heard = v.InferOutput<typeof heardSchema>[number];

/** Outlives the worker: a player that has buffered all sends nothing more. */
const stored = storedValue('session', 'heardTokens');
/** Of private windows: nowhere but here. */
let fleeting: readonly Heard[] = [];
/** By tab: a player sends the same again and again. */
const lastHeard = new Map<number, string>();

const load = async (): Promise<readonly Heard[]> => v.parse(heardSchema, await stored.read());

/** Where a person has granted it. Call it at the top level. */
export const hearPlayers = (): void =>
  onPlayerRequest(['https://*.googlevideo.com/videoplayback*'], hearPlayer);

/** Keeps the proof of origin that a page's own player sends along, for the video that its tab shows. */
async function hearPlayer({ tabId, body }: PlayerRequest): Promise<void> {
  const token = playerToken(body);
  if (token === undefined || lastHeard.get(tabId) === token) return;
  try {
    const tab = await tabInfo(tabId);
    const videoId = videoIdOf(tab?.url ?? '');
    if (!tab || videoId === undefined) return;
    const heard = { videoId, token, at: Date.now() };
    const among = (known: readonly Heard[]): readonly Heard[] =>
      [heard, ...known.filter((one) => one.videoId !== videoId)].slice(0, mostTokens);
    if (tab.isPrivate) fleeting = among(fleeting);
    else await stored.write(among(await load()));
    lastHeard.set(tabId, token);
  } catch (error) {
    console.warn('What a player sent could not be kept.', toErrorData(error));
  }
}

/** The one that was heard last of a video; undefined where none was, or it is too old. */
export async function heardToken(videoId: string, isPrivate: boolean): Promise<string | undefined> {
  const known = isPrivate ? fleeting : await load();
  const heard = known.find((one) => one.videoId === videoId);
  return heard && heard.at + lifeMs > Date.now() ? heard.token : undefined;
}

/** The private windows are closed. */
export function dropPrivateHeard(): void {
  fleeting = [];
}
