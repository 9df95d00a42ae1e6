import { ReelkeepError } from '../errors';
import { buildChoices } from '../formats/choices';
import { choosePresets } from '../formats/presets';
import { safeTitle } from '../names/file-name';
import type { VideoView } from '../protocol/background';
import { readContents } from './read-contents';

/** The tab's video with everything a person can choose, best first. */
export async function describeVideo(tabId: number): Promise<VideoView> {
  const [video] = (await readContents(tabId)).videos;
  if (!video) throw new ReelkeepError('no-formats', 'The page shows nothing to save.');
  const { choices, withoutSound } = buildChoices(video.formats);
  const { formats, captions, playerUrl, site, folder, metadata, ...shown } = video;
  return {
    ...shown,
    choices,
    withoutSound,
    presets: choosePresets(choices),
    fileName: safeTitle(video),
  };
}
