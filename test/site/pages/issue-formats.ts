import { type Issue, mediaAddress } from '../googlevideo/media-address';
import { sign } from '../googlevideo/sign';
import { type Dub, dubbed, writtenXtags } from '../media/dubs';
import { type MediaFile, makeMedia } from '../media/make-media';
import { type Profile, profileOf } from '../media/profiles';
import type { GeneratedPlayer } from '../players/generate-player';
import { isModern } from '../players/is-modern';
import type { VideoSpec } from '../video-spec';

/** A format as one load of a page gives it out. */
export interface IssuedFormat {
  readonly profile: Profile;
  readonly media: MediaFile;
  /** Which sound of several. */
  readonly dub?: Dub;
  /** Without signature. */
  readonly address: string;
  readonly signature: string;
  /** The signature, enciphered by the player script. */
  readonly s: string;
}

/** Every format of a video with an address of its own; their media are made where they are missing. */
export function issueFormats(
  video: VideoSpec,
  player: GeneratedPlayer,
  issue: Issue,
): Promise<readonly IssuedFormat[]> {
  const { dubs } = video;
  const issueOne = async (profile: Profile, dub?: Dub): Promise<IssuedFormat> => {
    const media = await makeMedia(profile, dub ? dubbed(video.clip, dub) : video.clip);
    const url = mediaAddress(video.id, profile, media, issue, isModern(video.era));
    if (dub) url.searchParams.set('xtags', writtenXtags(dub));
    const signature = sign(url.searchParams, video.era);
    const issued = { profile, media, address: url.href, signature };
    return { ...issued, s: player.encipher(signature), ...(dub && { dub }) };
  };
  return Promise.all(
    video.itags.map(profileOf).flatMap((profile) => {
      if (dubs && !profile.video) return dubs.map((dub) => issueOne(profile, dub));
      return [issueOne(profile)];
    }),
  );
}

export const signedAddress = ({ address, signature }: IssuedFormat, name: string): string =>
  `${address}&${new URLSearchParams({ [name]: signature })}`;
