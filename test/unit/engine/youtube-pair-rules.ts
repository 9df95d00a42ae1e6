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

/** What one of two scenes makes of a code that the other one ends with. */
interface OtherCode {
  readonly ends: readonly ErrorCode[];
  readonly with: (other: NamedScene) => boolean;
  readonly codes: readonly ErrorCode[];
}

const is =
  (...names: readonly YoutubeSwitch[]) =>
  ({ name }: NamedScene): boolean =>
    names.includes(name);

const noClient: readonly ErrorCode[] = ['attestation-required', 'http-429', 'asked-to-prove-human'];

const otherCodes: readonly OtherCode[] = [
  // Another version: who asks the page anew is told so, else its length tells.
  {
    ends: ['format-changed', 'length-mismatch'],
    with: () => true,
    codes: ['format-changed', 'length-mismatch'],
  },
  // Where neither the page nor a client names what is wanted, nobody can choose it.
  { ends: noClient, with: is('namesStreams'), codes: ['does-not-exist', 'video-unavailable'] },
  // No token is told to be bad where refusals are all that is told: the client that wants one is tried, and refused.
  { ends: noClient, with: is('beyondFree', 'requestsPerAddress'), codes: ['http-403'] },
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
  if (closing.length === 0) return { by: 'any', codes: [] };
  return {
    by: closing.flatMap(([scene, rest]) => (isOpenedBy(scene, rest) ? [wayOf(rest)] : [])),
    codes: [
      ...codesOf(one),
      ...codesOf(other),
      ...closing.flatMap(([scene, rest]) =>
        otherCodes.flatMap((rule) =>
          rule.ends.some((code) => code === codeOf(scene)) && rule.with(rest) ? rule.codes : [],
        ),
      ),
    ],
  };
}

const wayOf = ({ scene: { ends } }: NamedScene): string => ('by' in ends ? ends.by : 'none');

/**
 * A way that clients close is not needed where the other scene wishes what needs none, has another client
 * answer, has begun by that way, or has a token after all. Nothing opens what is closed otherwise.
 */
const isOpenedBy = ({ name }: NamedScene, other: NamedScene): boolean =>
  name.startsWith('client.') &&
  codeOf(other) === undefined &&
  (wayOf(other) !== 'sabr' || is('minter.playerAsks', 'token')(other));
