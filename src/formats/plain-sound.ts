import { isAltered } from './audio-track';
import type { Format } from './format';
import { soundWorth } from './order';

/** AAC at 128 kbit/s stands beside Opus at 160, and no longer beside Opus at 256. */
const goodEnough = 0.5;

/**
 * The sound to save by itself, of one track's sounds that are best first: unaltered and in stereo where
 * there is the like, AAC, which plays everywhere, where it is worth at least half of the best; else the best.
 */
export function plainSound<F extends Format>(sounds: readonly F[]): F | undefined {
  const unaltered = preferred(sounds, (sound) => !isAltered(sound));
  const candidates = preferred(unaltered, ({ audio }) => (audio?.channels ?? 2) <= 2);
  const [best] = candidates;
  if (best === undefined) return undefined;
  const isGoodAac = (sound: F): boolean =>
    sound.audio?.codec === 'aac' && soundWorth(sound) >= goodEnough * soundWorth(best);
  return candidates.find(isGoodAac) ?? best;
}

function preferred<F>(all: readonly F[], isPreferred: (one: F) => boolean): readonly F[] {
  const some = all.filter(isPreferred);
  return some.length > 0 ? some : all;
}
