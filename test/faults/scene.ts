import { videoOf } from '../browser/video-of';
import { clips } from '../site/media/clips';
import { type MediaFile, makeMedia } from '../site/media/make-media';
import { profileOf } from '../site/media/profiles';
import type { Seeded } from '../site/players/seeded';
import type { VideoSpec } from '../site/video-spec';

/** What is saved, and how fast the site lets it go. */
export interface Scene {
  readonly videoId: string;
  /** One is saved as it is served, two are put together. */
  readonly itags: readonly [number] | readonly [number, number];
  /** About so long the fetch takes where nothing goes wrong: the site's speed follows from it. */
  readonly seconds: number;
  /** The browser's profile lies on a disk so small that it can be filled. */
  readonly smallDisk: boolean;
}

type Saved = Pick<Scene, 'videoId' | 'itags'>;

/** 1 to 6 MB, of every era, served as they are and put together, in mp4 and webm. */
const small: readonly Saved[] = [
  { videoId: 'era2020sign', itags: [22] },
  { videoId: 'era2020sign', itags: [136, 140] },
  { videoId: 'era2015adap', itags: [22] },
  { videoId: 'era2015adap', itags: [137, 140] },
  { videoId: 'era2019resp', itags: [22] },
  { videoId: 'era2019resp', itags: [137, 140] },
  { videoId: 'spa2020next', itags: [247, 251] },
  { videoId: 'hdr2160best', itags: [299, 140] },
  { videoId: 'hdr2160best', itags: [248, 251] },
  { videoId: 'hdr2160best', itags: [137, 140] },
];

/** 47 MB: five ranges of the size that the server likes. */
const large: Saved = { videoId: 'river47mbyt', itags: [137, 140] };
const largeShare = 0.12;
/** Of a small file all that was sent is under way when a kill strikes; of a large one most of it is on the disk. */
const largeShareWhereKilled = 0.75;

/** The clip that an author puts up instead: in every format that the scenes fetch, and none of theirs. */
export const nextVersion = clips.meadow;

export function drawScene(random: Seeded, smallDisk: boolean, isKilled: boolean): Scene {
  const isLarge = random.chance(isKilled ? largeShareWhereKilled : largeShare);
  return {
    ...(isLarge ? large : random.pick(small)),
    seconds: isLarge ? random.between(3, 5) : random.between(15, 35) / 10,
    smallDisk,
  };
}

/** The files that a saved one is made of, as the site serves them at present. */
export const sourcesOf = (
  { itags }: Pick<Scene, 'itags'>,
  { clip }: Pick<VideoSpec, 'clip'>,
): Promise<readonly MediaFile[]> =>
  Promise.all(itags.map((itag) => makeMedia(profileOf(itag), clip)));

/** Makes what these scenes need, of the next version too where one comes: no seed waits for ffmpeg. */
export async function makeSceneMedia(
  scenes: readonly { readonly scene: Scene; readonly isReplaced: boolean }[],
): Promise<void> {
  await Promise.all(
    scenes.flatMap(({ scene, isReplaced }) => {
      const { itags, clip } = videoOf(scene.videoId);
      const clips = isReplaced ? [clip, nextVersion] : [clip];
      return clips.flatMap((each) => itags.map((itag) => makeMedia(profileOf(itag), each)));
    }),
  );
}
