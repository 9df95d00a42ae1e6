import { type Issue, mediaAddress } from '../googlevideo/media-address';
import { sign } from '../googlevideo/sign';
import { type MediaFile, makeMedia } from '../media/make-media';
import { type Profile, profileOf } from '../media/profiles';
import type { GeneratedPlayer } from '../players/generate-player';
import type { VideoSpec } from '../video-spec';

/** A format as one load of a page gives it out. */
export interface IssuedFormat {
  readonly profile: Profile;
  readonly media: MediaFile;
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
  return Promise.all(
    video.itags.map(async (itag) => {
      const profile = profileOf(itag);
      const media = await makeMedia(profile, video.clip);
      const url = mediaAddress(video.id, profile, media, issue, video.era === '2020');
      const signature = sign(url.searchParams, video.era);
      return { profile, media, address: url.href, signature, s: player.encipher(signature) };
    }),
  );
}

export const signedAddress = ({ address, signature }: IssuedFormat, name: string): string =>
  `${address}&${new URLSearchParams({ [name]: signature })}`;
