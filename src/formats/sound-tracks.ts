import { trackOf, trackRank } from './audio-track';
import { type AudioContent, type Format, isSound } from './format';
import { isChoosable } from './left-out';
import { compareSounds } from './order';
import { present } from './present';

/** One of the voices that a video can be heard in. */
export interface SoundTrack {
  /** What `buildChoices` takes; empty for a video's only one. */
  readonly id: string;
  /** As the site writes it for the person. */
  readonly name?: string;
  readonly language?: string;
  readonly content?: AudioContent;
}

/** A video's sound tracks, the one that stands for the video first, then dubs, automatic dubs, descriptions. */
export function soundTracks(formats: readonly Format[]): readonly SoundTrack[] {
  const sounds = formats.filter(isSound).filter(isChoosable).sort(compareSounds);
  const firsts = new Map<string, (typeof sounds)[number]>();
  for (const sound of sounds) {
    const key = JSON.stringify([trackRank(sound), trackOf(sound)]);
    if (!firsts.has(key)) firsts.set(key, sound);
  }
  return [...firsts.values()].map((sound) =>
    present({
      id: trackOf(sound),
      name: sound.audio.track?.name,
      language: sound.audio.language,
      content: sound.audio.content,
    }),
  );
}

/** The tracks, and which of them is heard: the one that is wished, where the video has it. */
export function heardIn(
  formats: readonly Format[],
  wished: string | undefined,
): { readonly tracks: readonly SoundTrack[]; readonly track: string } {
  const tracks = soundTracks(formats);
  return { tracks, track: (tracks.find(({ id }) => id === wished) ?? tracks[0])?.id ?? '' };
}
