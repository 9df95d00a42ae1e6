import { readVideo } from '../extract/youtube/read-video';
import { buildChoices } from '../formats/choices';
import { choosePresets } from '../formats/presets';
import { soundTracks } from '../formats/sound-tracks';
import { safeTitle } from '../names/file-name';
import type { VideoView } from '../protocol/background';
import { videoPage } from './video-page';

/** The tab's video with everything a person can choose, best first. */
export async function describeVideo(tabId: number, wished?: string): Promise<VideoView> {
  const video = readVideo(await videoPage(tabId));
  const tracks = soundTracks(video.formats);
  const track = (tracks.find(({ id }) => id === wished) ?? tracks[0])?.id ?? '';
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
