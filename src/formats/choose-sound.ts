import { trackOf, trackRank } from './audio-track';
import type { Choice } from './choice';
import { soundWorth } from './order';

/** AAC at 128 kbit/s stands beside Opus at 160, and no longer beside Opus at 256. */
const goodEnough = 0.5;

/**
 * The sound to save by itself, of choices that are best first: of the track that stands for the video,
 * in stereo where there is stereo, AAC, which plays everywhere, where it is worth at least half of the
 * best; else the best.
 */
export function chooseSound(choices: readonly Choice[]): Choice | undefined {
  const sounds = choices.filter((choice) => choice.kind === 'audio-only');
  const ofTrack = sounds.filter(
    ({ audio }, _, [first]) =>
      first &&
      trackRank(audio) === trackRank(first.audio) &&
      trackOf(audio) === trackOf(first.audio),
  );
  const stereo = ofTrack.filter(({ audio }) => (audio.audio?.channels ?? 2) <= 2);
  const candidates = stereo.length > 0 ? stereo : ofTrack;
  const plain = candidates.find(
    ({ audio }, _, [best]) =>
      audio.audio?.codec === 'aac' &&
      best &&
      soundWorth(audio) >= goodEnough * soundWorth(best.audio),
  );
  return plain ?? candidates[0];
}
