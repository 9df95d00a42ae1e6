import { trackOf, trackRank } from './audio-track';
import type { Choice } from './choice';
import { plainSound } from './plain-sound';

/** The sound to save by itself, of choices that are best first: of the track that stands for the video, the plainest. */
export function chooseSound(choices: readonly Choice[]): Choice | undefined {
  const sounds = choices.filter((choice) => choice.kind === 'audio-only');
  const ofTrack = sounds.filter(
    ({ audio }, _, [first]) =>
      first &&
      trackRank(audio) === trackRank(first.audio) &&
      trackOf(audio) === trackOf(first.audio),
  );
  const plain = plainSound(ofTrack.map(({ audio }) => audio));
  return ofTrack.find(({ audio }) => audio === plain);
}
