import { ReelkeepError } from '../../../src/errors';
import { extractorOf } from '../../../src/extract/registry';
import type { Video } from '../../../src/extract/video';
import { buildChoices } from '../../../src/formats/choices';
import { clipFormats } from '../../../src/formats/clip-formats';
import type { Format } from '../../../src/formats/format';
import { choosePresets } from '../../../src/formats/presets';
import { fileNameFor } from '../../../src/names/file-name';
import { assertAllowedAddress } from '../../../src/transfer/allowed-address';
import { forms } from './mutated-forms';
import { chance, mutate } from './streams/mutate';

/** Damages what sites answer and reads it. Throws for whatever is neither a list nor an error of the family. */
export async function mutatedAnswers(
  times: number,
  seed: number,
): Promise<{ lists: number; codes: number; slowestMs: number }> {
  const random = chance(seed);
  const count = { lists: 0, codes: 0, slowestMs: 0 };
  for (let at = 0; at < times; at += 1) {
    const form = forms[at % forms.length];
    if (!form) break;
    const damaged =
      random() < 0.2
        ? mutate(JSON.stringify(form.answer), random)
        : JSON.stringify(withNonsense(form.answer, random));
    const before = performance.now();
    try {
      const videos = await form.extract(damaged);
      check(videos);
      count.lists += 1;
    } catch (error) {
      if (!(error instanceof ReelkeepError) || error.code === 'internal') throw error;
      count.codes += 1;
    }
    count.slowestMs = Math.max(count.slowestMs, performance.now() - before);
  }
  return count;
}

/** What everything behind an extractor may rely on. Throws no error of the family: that would be a code. */
function check(videos: readonly Video[]): void {
  for (const video of videos) {
    const { mediaHosts } = extractorOf(video.site);
    const foreign = video.formats.flatMap(addressesOf).filter((url) => !isAllowed(url, mediaHosts));
    // v.qq.com names its servers in the answer: what is foreign there is refused before it is asked.
    if (foreign.length > 0 && video.site !== 'tencent') throw new Error(`Foreign: ${foreign[0]}`);
    const grades = video.formats.map(({ quality = -1 }) => quality);
    const isGraded = grades.every((grade) => grade >= 0 && grade <= 1);
    const isBestFirst = grades.every((grade, at) => grade <= (grades[at - 1] ?? 1));
    if (!isGraded || !isBestFirst) throw new Error(`Not best first: ${grades.join(' ')}`);
    const { choices } = buildChoices(video.formats);
    choosePresets(choices);
    const name = fileNameFor(video, choices[0]?.output.extension ?? 'mp4', video.folder);
    const isSafe = name
      .split('/')
      .every((part) => /^[^.\s~].*$/su.test(part) && part.length <= 244);
    if (!isSafe) throw new Error(`An unsafe name: ${JSON.stringify(name)}`);
  }
}

const addressesOf = (format: Format): string[] =>
  clipFormats(format).flatMap(({ source }) => {
    if (source.kind === 'segments') return [source.list.url];
    return source.kind === 'url' ? [source.url] : [];
  });

function isAllowed(url: string, mediaHosts: readonly string[]): boolean {
  try {
    assertAllowedAddress(url, mediaHosts);
    return true;
  } catch {
    return false;
  }
}

const nonsense: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e300,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  '../../etc/passwd',
  'javascript:alert(1)',
  'https://media.evil.example/x.mp4',
  '\u202e\u0000\ufffe',
  'x'.repeat(30_000),
  '99999999999999999999',
  [],
  {},
  [[[[[]]]]],
  { __proto__: null, constructor: 1, toString: 2 },
];

const anyNonsense = (random: () => number): unknown =>
  structuredClone(nonsense[Math.floor(random() * nonsense.length)]);

/** One to three of its values replaced, or left out; at times all of it. */
function withNonsense(value: unknown, random: () => number): unknown {
  if (random() < 0.05) return anyNonsense(random);
  const copy: unknown = JSON.parse(JSON.stringify(value));
  for (let times = 1 + Math.floor(random() * 3); times > 0; times -= 1) {
    const places = placesIn(copy);
    const place = places[Math.floor(random() * places.length)];
    if (!place) break;
    if (random() < 0.15) Reflect.deleteProperty(place.holder, place.key);
    else Reflect.set(place.holder, place.key, anyNonsense(random));
  }
  return copy;
}

function placesIn(value: unknown): { holder: object; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => [
    { holder: value, key },
    ...placesIn(Reflect.get(value, key)),
  ]);
}
