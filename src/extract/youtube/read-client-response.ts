import * as v from 'valibot';
import { ReelkeepError } from '../../errors';
import type { Format } from '../../formats/format';
import { isChoosable } from '../../formats/left-out';
import { present } from '../../formats/present';
import { adWaitSeconds, availableAt } from './ad-wait';
import { mediaAddress } from './allowed-address';
import type { ClientName, InnertubeClient } from './clients';
import { expiresAt } from './expires-at';
import { versionOf } from './innertube-request';
import { type PageData, type PlayerResponse, playerResponseSchema } from './page-data';
import { describeFormats, toFormats, uniqueById } from './read-formats';
import { isLive } from './read-video';
import { refusal } from './refusal';
import { type SabrAddress, sabrAddress } from './sabr-address';

/** What InnerTube answered one client of a video that it does not refuse. */
export interface ClientResponse {
  readonly client: ClientName;
  readonly response: PlayerResponse;
  readonly formats: readonly Format[];
  /** How to ask the streaming protocol as this client, `n` unsolved. */
  readonly sabr?: SabrAddress;
  readonly hlsManifestUrl?: string;
  /** Milliseconds since 1970: when the first of its addresses expires, and from when they are good. */
  readonly expiresAt?: number;
  readonly availableAt?: number;
}

/**
 * What InnerTube's `player` answered this client (`parseInnertubeAnswer`), read as a page's own response is.
 * `now`: milliseconds since 1970.
 * @throws page-data-invalid; other-video, for the site answers with another one at times; the site's
 *   refusal; drm-protected; streaming-only or no-formats where nothing of it can be saved.
 */
export function readClientResponse(
  answer: unknown,
  client: InnertubeClient,
  page: PageData,
  now: number,
): ClientResponse {
  const parsed = v.safeParse(playerResponseSchema, answer);
  if (!parsed.success) throw new ReelkeepError('page-data-invalid', 'The answer is no response.');
  const response = parsed.output;
  const said = response.videoDetails?.videoId;
  if (said !== undefined && said !== page.videoId) {
    throw new ReelkeepError('other-video', 'The site answers with another video.');
  }
  const { site, pageUrl, videoId } = page;
  const asPage = { site, pageUrl, videoId, playerResponse: response };
  const refused = refusal(asPage);
  if (refused) throw refused;

  const streaming = response.streamingData;
  const sabr = sabrAddress(response, client, versionOf(page, client));
  const formats = uniqueById(toFormats(describeFormats(response, sabr !== undefined)));
  const hlsManifestUrl = mediaAddress(streaming?.hlsManifestUrl ?? '');
  if (hlsManifestUrl === undefined && !formats.some(isChoosable)) throw unusable(formats);
  const expires = expiresAt(formats);
  return present({
    client: client.name,
    response,
    formats,
    sabr,
    hlsManifestUrl,
    expiresAt: expires,
    availableAt: availableAt({
      adWaitSeconds: adWaitSeconds(response),
      expiresAt: expires,
      expiresInSeconds: streaming?.expiresInSeconds,
      isLive: isLive(asPage),
      readAt: now,
    }),
  });
}

function unusable(formats: readonly Format[]): ReelkeepError {
  const code =
    formats.length === 0
      ? 'no-formats'
      : formats.every(({ drm }) => drm)
        ? 'drm-protected'
        : 'streaming-only';
  return new ReelkeepError(code, 'The site answers this client with nothing to save.');
}
