import { type Choice, type Fallback, type Preset, type PresetChoice, presets } from './choice';
import { choiceCodecs, namedTracks, traitsOf } from './choice-label';
import { choosePicture, type PictureOption, pictureOptions } from './choose-picture';
import { chooseSound } from './choose-sound';

const autoLimit = 1080;

/**
 * What a preset saves of a video's choices (as `buildChoices` makes them, best first), and in what that
 * is less than its name promises; `undefined` where there is nothing of the kind.
 *
 * - `best`: highest resolution, then frame rate, HDR, the most efficient codec: the first choice.
 * - `auto`: H.264 with AAC in mp4, at most 1080p: it plays everywhere. Else what comes nearest.
 * - a number: the highest resolution up to it, then frame rate, then what plays most widely.
 * - `audio`: AAC where it is good enough, since it plays everywhere; else the best.
 *
 * A picture with sound goes before one without, a picture before sound alone. An image is saved as it is.
 */
export function choosePreset(choices: readonly Choice[], preset: Preset): PresetChoice | undefined {
  if (preset === 'audio') return soundPreset(choices, preset, []);
  const options = pictureOptions(choices);
  const chosen = options.length > 0 ? picturePreset(options, preset) : undefined;
  return (
    chosen ??
    soundPreset(choices, preset, [{ reason: 'no-picture' }]) ??
    imagePreset(choices, preset)
  );
}

/** Every preset that has something to save. */
export const choosePresets = (
  choices: readonly Choice[],
): Readonly<Partial<Record<Preset, PresetChoice>>> =>
  Object.fromEntries(
    presets
      .map((preset) => choosePreset(choices, preset))
      .filter((chosen) => chosen !== undefined)
      .map((chosen) => [chosen.preset, chosen]),
  );

type PicturePreset = Exclude<Preset, 'audio'>;

function picturePreset(
  options: readonly PictureOption[],
  preset: PicturePreset,
): PresetChoice | undefined {
  const option = chooseOption(options, preset);
  if (option === undefined) return undefined;
  const fallbacks = [
    ...resolutionFallback(preset, option.video.resolution),
    ...(preset === 'auto' && isKnownToPlayLess(option) ? [otherCodec(option.choice)] : []),
    ...(option.audio === undefined ? [{ reason: 'no-sound' } as const] : []),
  ];
  return { preset, choice: option.choice, fallbacks };
}

function chooseOption(
  options: readonly PictureOption[],
  preset: PicturePreset,
): PictureOption | undefined {
  if (preset === 'best') return options[0];
  if (preset !== 'auto') return choosePicture(options, Number(preset));
  const everywhere = options.filter(playsEverywhere);
  const exact = everywhere.filter(({ video }) => video.resolution <= autoLimit);
  return choosePicture(exact.length > 0 ? exact : options, autoLimit);
}

/** H.264 and AAC (or no sound at all) in mp4, as every player and device of the last ten years takes it. */
const playsEverywhere = ({ choice, video, audio }: PictureOption): boolean =>
  choice.output.extension === 'mp4' &&
  video.codec === 'h264' &&
  (audio === undefined || audio.codec === 'aac') &&
  !video.hdr &&
  video.stereo3d !== true;

const isKnownToPlayLess = (option: PictureOption): boolean =>
  !playsEverywhere(option) && namedTracks(option.choice).length > 0;

/** `auto` promises no resolution, only a limit; 0 is a resolution that nobody knows. */
function resolutionFallback(preset: PicturePreset, got: number): Fallback[] {
  if (preset === 'best' || got === 0) return [];
  const wanted = preset === 'auto' ? autoLimit : Number(preset);
  if (got > wanted) return [{ reason: 'higher-resolution', wanted, got }];
  return got < wanted && preset !== 'auto' ? [{ reason: 'lower-resolution', wanted, got }] : [];
}

const otherCodec = (choice: Choice): Fallback => ({
  reason: 'other-codec',
  got: choiceCodecs(choice),
});

function soundPreset(
  choices: readonly Choice[],
  preset: Preset,
  fallbacks: readonly Fallback[],
): PresetChoice | undefined {
  const choice = chooseSound(choices);
  if (choice === undefined) return undefined;
  const isPlain = traitsOf(choice).audio?.codec === 'aac';
  return { preset, choice, fallbacks: isPlain ? fallbacks : [...fallbacks, otherCodec(choice)] };
}

function imagePreset(choices: readonly Choice[], preset: Preset): PresetChoice | undefined {
  const choice = choices.find(({ kind }) => kind === 'image');
  return choice && { preset, choice, fallbacks: [] };
}
