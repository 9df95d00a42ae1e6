import { readVideo } from '../extract/youtube/read-video';
import { buildChoices } from '../formats/choices';
import { choosePresets } from '../formats/presets';
import { safeTitle } from '../names/file-name';
import type { VideoView } from '../protocol/background';
import { readPage } from './read-page';

/** The tab's video with everything a person can choose, best first. */
export async function describeVideo(tabId: number): Promise<VideoView> {
  const video = readVideo(await readPage(tabId));
  const { choices, withoutSound } = buildChoices(video.formats);
  const { formats, captions, playerUrl, site, ...shown } = video;
  return {
    ...shown,
    choices,
    withoutSound,
    presets: choosePresets(choices),
    fileName: safeTitle(video),
  };
}
