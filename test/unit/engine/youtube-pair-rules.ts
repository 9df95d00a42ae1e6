import type { ErrorCode } from '../../../src/errors';
import { type Scene, type YoutubeSwitch, youtubeScenes } from './youtube-scenes';

/** A scene by the switch that it turns, and its place there. */
export interface NamedScene {
  readonly name: YoutubeSwitch;
  readonly at: number;
  readonly scene: Scene;
}

/** What a pair may come to: the right file by one of these ways, or one of these codes. */
export interface PairEnding {
  readonly by: 'any' | readonly string[];
  readonly codes: readonly ErrorCode[];
}

/** What one of two scenes makes of a code that the other one ends with, or would without patience. */
interface OtherCode {
  readonly of: (one: NamedScene) => boolean;
  readonly with: (other: NamedScene) => boolean;
  readonly codes: readonly ErrorCode[];
}

const is =
  (...names: readonly YoutubeSwitch[]) =>
  ({ name }: NamedScene): boolean =>
    names.includes(name);

const ends =
  (...codes: readonly ErrorCode[]) =>
  (one: NamedScene): boolean =>
    codes.some((code) => code === codeOf(one));

/** No client answers: at the press at least. */
const noClient = (one: NamedScene): boolean =>
  ends('attestation-required', 'http-429', 'asked-to-prove-human')(one) ||
  (one.scene.onceWaiting !== undefined && !one.scene.underWay);

const otherCodes: readonly OtherCode[] = [
  // Another version: who asks the page anew is told so, else its length tells.
  {
    of: ends('format-changed', 'length-mismatch'),
    with: () => true,
    codes: ['format-changed', 'length-mismatch'],
  },
  // Where neither the page nor a client names what is wanted, nobody can choose it.
  { of: noClient, with: is('namesStreams'), codes: ['does-not-exist', 'video-unavailable'] },
];

const codeOf = ({ scene: { ends } }: NamedScene): ErrorCode | undefined =>
  'code' in ends ? ends.code : undefined;

/** What its switch ends with in any of its scenes: another wish, or another client, may be what the other one leaves. */
const codesOf = ({ name }: NamedScene): readonly ErrorCode[] =>
  youtubeScenes[name].flatMap(({ ends }) => ('code' in ends ? [ends.code] : []));

/** What the two may come to together, by what each comes to alone. */
export function pairEnding(one: NamedScene, other: NamedScene): PairEnding {
  const pairs = [
    [one, other],
    [other, one],
  ] as const;
  const closing = pairs.filter(([scene]) => codeOf(scene) !== undefined);
  const isBorne = closing.length === 0;
  return {
    by: isBorne ? 'any' : closing.flatMap(([scene, rest]) => waysBeside(scene, rest)),
    codes: [
      ...(isBorne ? [] : [...codesOf(one), ...codesOf(other)]),
      ...pairs.flatMap(([scene, rest]) =>
        otherCodes.flatMap((rule) => (rule.of(scene) && rule.with(rest) ? rule.codes : [])),
      ),
    ],
  };
}

/**
 * A way that clients close is not needed where the other scene wishes what needs none, has another client
 * answer, has begun by that way, or has a token after all. Nothing opens what is closed otherwise.
 */
function waysBeside({ name }: NamedScene, other: NamedScene): readonly string[] {
  const { ends: otherEnds } = other.scene;
  if (!name.startsWith('client.') || !('by' in otherEnds)) return [];
  const isOpen = otherEnds.by !== 'sabr' || is('minter.playerAsks', 'token')(other);
  return isOpen ? [otherEnds.by] : [];
}
