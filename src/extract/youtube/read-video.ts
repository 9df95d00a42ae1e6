import { ReelkeepError } from '../../errors';
import { countLeftOut, isChoosable } from '../../formats/left-out';
import { compareFormats } from '../../formats/order';
import type { Video } from '../video';
import type { PageData } from './page-data';
import { type ReadFormats, readFormats } from './read-formats';
import { refusal, unstatedRefusal } from './refusal';
import { videoOf } from './video-of';

/**
 * A page's data of any era as a video with its formats, of which at least one can be chosen.
 * @throws the site's refusal (age-restricted, private-video, members-only, region-blocked,
 *   login-required, payment-required, asked-to-prove-human, video-unavailable, live-not-started with
 *   `startsAtSeconds` since 1970 and `isPremiere`), live-now, live-processing, drm-protected, streaming-only, address-not-allowed, no-formats.
 */
export function readVideo(page: PageData): Video {
  const refused = refusal(page);
  if (refused) throw refused;
  if (isLive(page)) {
    throw page.playerResponse?.videoDetails?.isPostLiveDvr
      ? new ReelkeepError('live-processing', 'The broadcast is over and not yet a video.')
      : new ReelkeepError('live-now', 'The video is still being broadcast.');
  }
  const read = readFormats(page);
  const unusable = whyUnusable(page, read);
  if (unusable) throw unusable;

  return videoOf(page, read.formats.toSorted(compareFormats));
}

/** Being broadcast, or not yet a file. */
export function isLive({ playerResponse, args }: PageData): boolean {
  const details = playerResponse?.videoDetails;
  return (
    details?.isLive === true ||
    details?.isPostLiveDvr === true ||
    args?.live_playback === '1' ||
    args?.hlsvp !== undefined
  );
}

function whyUnusable(
  page: PageData,
  { formats, elsewhere, segmented }: ReadFormats,
): ReelkeepError | undefined {
  if (formats.length === 0) {
    const refused = unstatedRefusal(page);
    if (refused) return refused;
    const facts = { elsewhere, segmented };
    return elsewhere > 0
      ? new ReelkeepError('address-not-allowed', 'Its formats lie on foreign hosts.', { facts })
      : new ReelkeepError('no-formats', 'The page names no format.', { facts });
  }
  if (formats.some(isChoosable)) return undefined;
  const facts = { ...countLeftOut(formats) };
  if (facts.drm === formats.length) {
    return new ReelkeepError('drm-protected', 'Every format is encrypted.', { facts });
  }
  return facts.unknownCodec === 0
    ? new ReelkeepError('streaming-only', 'No format is a file with an address.', { facts })
    : new ReelkeepError('no-formats', 'No format can be made into a file.', { facts });
}
