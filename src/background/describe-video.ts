import { buildChoices } from '../formats/choices';
import { choosePresets } from '../formats/presets';
import { heardIn } from '../formats/sound-tracks';
import { safeTitle } from '../names/file-name';
import type { VideoView } from '../protocol/background';
import { answeredVideo } from './answered-video';
import { tabOrigin } from './tab-origin';
import { videoPage } from './video-page';

/** A person waits, and most pages answer at once. */
const longestMs = 30_000;

/** The tab's video with everything a person can choose, best first. */
export async function describeVideo(tabId: number, wished?: string): Promise<VideoView> {
  const [page, origin] = await Promise.all([videoPage(tabId), tabOrigin(tabId)]);
  const video = await answeredVideo(page, origin, AbortSignal.timeout(longestMs));
  const { tracks, track } = heardIn(video.formats, wished);
  const { choices, withoutSound } = buildChoices(video.formats, track);
  const { formats, captions, storyboard, playerUrl, site, metadata, ...shown } = video;
  return {
    ...shown,
    pictures: [
      { kind: 'thumbnail', files: 1 },
      ...(storyboard ? [{ kind: 'storyboard', files: storyboard.sheets.length } as const] : []),
    ],
    captions: captions.map(({ url, ...caption }) => caption),
    choices,
    withoutSound,
    tracks,
    track,
    presets: choosePresets(choices),
    fileName: safeTitle(video),
  };
}
