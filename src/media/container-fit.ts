import type { AudioCodec as ReadAudioCodec, VideoCodec as ReadVideoCodec } from 'mediabunny';
import type { OutputContainer } from '../formats/choice';
import type { AudioCodec, VideoCodec } from '../formats/format';
import { pairedOutput, pictureOutput, soundOutput } from '../formats/output-container';
import { demand } from './demand';

type Extension = OutputContainer['extension'];

/** What is really in the files, as mediabunny names it. */
export interface ReadCodecs {
  readonly video?: ReadVideoCodec;
  readonly audio?: ReadAudioCodec;
}

/**
 * Holds a container that was chosen by the page's word against the codecs that were found: VP9 that
 * the page called H.264 must not become an mp4. Matroska holds everything.
 * @throws verification-failed
 */
export function checkFit(extension: Extension, codecs: ReadCodecs): void {
  if (extension === 'mkv') return;
  demand('codecs', fitting(codecs).includes(extension), { container: extension, ...codecs });
}

function fitting(codecs: ReadCodecs): readonly Extension[] {
  const video = codecs.video && pictureName(codecs.video);
  const audio = codecs.audio && soundName(codecs.audio);
  if (video && audio) return [pairedOutput(video, audio).extension];
  // One alone may stay where it was served; AV1 is at home with every sound that has a home.
  if (video) return (['mp4', 'webm'] as const).map((kind) => pictureOutput(video, kind).extension);
  return audio ? [soundOutput(audio).extension, pairedOutput('av1', audio).extension] : [];
}

function pictureName(codec: ReadVideoCodec): VideoCodec {
  if (codec === 'avc') return 'h264';
  return codec === 'prores' ? 'unknown' : codec;
}

const sounds: ReadonlySet<string> = new Set<AudioCodec>([
  'aac',
  'mp3',
  'opus',
  'vorbis',
  'ac3',
  'eac3',
]);
const isSoundName = (codec: string): codec is AudioCodec => sounds.has(codec);
const soundName = (codec: ReadAudioCodec): AudioCodec => (isSoundName(codec) ? codec : 'unknown');
