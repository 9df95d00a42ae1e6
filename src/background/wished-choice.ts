import { DoesNotExist } from '../errors';
import type { Choice, Preset } from '../formats/choice';
import { buildChoices } from '../formats/choices';
import type { Format } from '../formats/format';
import { choosePreset } from '../formats/presets';
import type { SaveWish } from '../jobs/save-wish';

/**
 * What a person wishes, of a video's formats as the page names them now.
 * @throws DoesNotExist: with `preset` where the video never had the like (sound alone, mostly), without
 *   it where the page offers the chosen format no more.
 */
export function wishedChoice(formats: readonly Format[], wish: SaveWish): Choice {
  const { choices, withoutSound } = buildChoices(formats, wish.track);
  if (wish.kind === 'preset') return presetChoice(choices, wish.preset);
  const offered = [...choices, ...Object.values(withoutSound)];
  const choice = offered.find(({ id }) => id === wish.choiceId);
  if (choice) return choice;
  const facts = { offered: offered.length };
  throw new DoesNotExist(facts, 'The page does not offer this format any more.');
}

function presetChoice(choices: readonly Choice[], preset: Preset): Choice {
  const chosen = choosePreset(choices, preset);
  if (chosen) return chosen.choice;
  const facts = { preset, offered: choices.length };
  throw new DoesNotExist(facts, 'The video never had what this preset saves.');
}

/** Picture and sound in one file of 360p, which the site gives when it gives nothing else. */
export const standInFor = (formats: readonly Format[]): Choice | undefined =>
  buildChoices(formats).choices.find(
    (choice) => choice.kind === 'progressive' && choice.format.itag === 18,
  );
