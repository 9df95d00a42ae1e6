import { expect, test } from 'vitest';
import { wishedChoice } from '../../../src/background/wished-choice';
import { asReelkeepError, fromErrorData, toErrorData } from '../../../src/errors';
import type { Format } from '../../../src/formats/format';
import type { SaveWish } from '../../../src/jobs/save-wish';
import { era2013, era2020 } from '../formats/eras';

const refusal = (formats: readonly Format[], wish: SaveWish) => {
  try {
    wishedChoice(formats, wish);
  } catch (thrown) {
    return asReelkeepError(thrown);
  }
  throw new Error('It was not refused.');
};
const choice = (choiceId: string) => ({ kind: 'choice', choiceId }) as const;
const preset = (name: 'auto' | 'audio') => ({ kind: 'preset', preset: name }) as const;

test('finds a row, its twin without sound, and what a preset saves', () => {
  const auto = wishedChoice(era2020, preset('auto'));
  expect(auto).toMatchObject({ kind: 'paired', video: { itag: 299 }, audio: { itag: 140 } });
  expect(wishedChoice(era2020, choice(auto.id))).toEqual(auto);
  expect(wishedChoice(era2020, choice('299'))).toMatchObject({ kind: 'video-only' });
});

test('tells what is offered no more from what never was, in another context too', () => {
  const gone = refusal(era2020, choice('9000'));
  const never = refusal(era2013, preset('audio'));
  expect(gone).toMatchObject({
    code: 'does-not-exist',
    message: expect.stringMatching(/any more/),
  });
  expect(never).toMatchObject({
    code: 'does-not-exist',
    message: expect.stringMatching(/never had/),
    facts: { preset: 'audio', offered: era2013.length },
  });
  expect(gone.facts).not.toHaveProperty('preset');
  expect(fromErrorData(toErrorData(never)).message).toBe(never.message);
});
