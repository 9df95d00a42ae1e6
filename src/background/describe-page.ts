import { extractorOf } from '../extract/registry';
import type { Contents, Video } from '../extract/video';
import { buildChoices } from '../formats/choices';
import { choosePresets } from '../formats/presets';
import { heardIn } from '../formats/sound-tracks';
import { safeTitle } from '../names/file-name';
import type { ItemView, PageView, VideoView } from '../protocol/background';
import { describeList, listOfTab } from './describe-list';
import { describeVideo } from './describe-video';
import { readContents } from './read-contents';
import { contentsKey, savedItems } from './saved-items';
import { siteOfTab } from './site-of-tab';

/** What the tab shows: one video with everything a person can choose, best first, or a list of many. */
export async function describePage(tabId: number, track?: string): Promise<PageView> {
  if ((await siteOfTab(tabId)) === 'youtube') {
    const list = await listOfTab(tabId);
    if (list) return { kind: 'list', list: await describeList(tabId, list) };
    return { kind: 'video', video: await describeVideo(tabId, track) };
  }
  const contents = await readContents(tabId);
  const [only, second] = contents.videos;
  if (only && !second) return { kind: 'video', video: viewOf(only, track) };
  return { kind: 'collection', collection: await describeCollection(contents) };
}

function viewOf(video: Video, wished: string | undefined): VideoView {
  const { tracks, track } = heardIn(video.formats, wished);
  const { choices, withoutSound } = buildChoices(video.formats, track);
  const { formats, captions, storyboard, playerUrl, site, folder, metadata, ...known } = video;
  const { description, mediaHosts, ...shown } = known;
  return {
    ...shown,
    captions: captions.map(({ url, ...caption }) => caption),
    pictures: [],
    choices,
    withoutSound,
    tracks,
    track,
    presets: choosePresets(choices),
    fileName: safeTitle(video),
  };
}

async function describeCollection(contents: Contents) {
  const { id, url, title, videos } = contents;
  const saved = await savedItems(contentsKey(contents));
  const siteName = videos[0] ? extractorOf(videos[0].site).name : '';
  return { id, url, title, siteName, items: videos.map((video) => describeItem(video, saved)) };
}

function describeItem(video: Video, saved: ReadonlySet<string>): ItemView {
  const { id, title, thumbnailUrl, durationSeconds } = video;
  const { best } = choosePresets(buildChoices(video.formats).choices);
  const { choice } = best ?? {};
  return {
    id,
    title,
    isNew: !saved.has(id),
    ...(thumbnailUrl === undefined ? {} : { thumbnailUrl }),
    ...(durationSeconds === undefined ? {} : { durationSeconds }),
    ...(choice && { output: choice.output }),
    ...(choice?.bytes === undefined ? {} : { bytes: choice.bytes }),
  };
}
