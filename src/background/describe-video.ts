import { buildChoices } from '../formats/choices';
import { choosePresets } from '../formats/presets';
import { safeTitle } from '../names/file-name';
import type { VideoView } from '../protocol/background';
import { savableVideo } from './savable-video';
import { videoPage } from './video-page';

/** The tab's video with everything a person can choose, best first. */
export async function describeVideo(tabId: number): Promise<VideoView> {
  const video = savableVideo(await videoPage(tabId));
  const { choices, withoutSound } = buildChoices(video.formats);
  const { formats, captions, storyboard, playerUrl, site, ...shown } = video;
  return {
    ...shown,
    ...(storyboard && {
      storyboard: { pictures: storyboard.pictures, sheets: storyboard.sheets.length },
    }),
    captions: captions.map(({ url, ...track }) => track),
    choices,
    withoutSound,
    presets: choosePresets(choices),
    fileName: safeTitle(video),
  };
}
