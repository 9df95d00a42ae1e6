import type { Choice } from './choice';
import type { Image, Picture, Sound } from './format';
import {
  imageOutput,
  pairedOutput,
  pictureOutput,
  servedOutput,
  servedSoundOutput,
  soundOutput,
} from './output-container';
import { present } from './present';
import { soundFor } from './sound-for';

/** What a person gets with a picture: the file as it is served, or the picture with the sound that fits it best. */
export function pictureChoice(picture: Picture, sounds: readonly Sound[]): Choice {
  const { id, mime, contentLength } = picture;
  const served = servedOutput(mime.container);
  if ((picture.isFile || picture.audio !== undefined) && served !== undefined) {
    return present({
      kind: 'progressive',
      id,
      format: picture,
      output: served,
      bytes: contentLength,
    });
  }
  const sound = soundFor(picture, sounds);
  return sound === undefined ? silentChoice(picture) : pairedChoice(picture, sound);
}

export const pairedChoice = (video: Picture, audio: Sound): Choice =>
  present({
    kind: 'paired',
    id: `${video.id}+${audio.id}`,
    video,
    audio,
    output: pairedOutput(video.video.codec, audio.audio.codec),
    bytes: sum(video.contentLength, audio.contentLength),
  });

export const silentChoice = (video: Picture): Choice =>
  present({
    kind: 'video-only',
    id: video.id,
    video,
    output: pictureOutput(video.video.codec, video.mime.container),
    bytes: video.contentLength,
  });

export const soundChoice = (audio: Sound): Choice =>
  present({
    kind: 'audio-only',
    id: audio.id,
    audio,
    output:
      (audio.isFile && servedSoundOutput(audio.mime.container, audio.audio.codec)) ??
      soundOutput(audio.audio.codec),
    bytes: audio.contentLength,
  });

export const imageChoice = (image: Image): Choice =>
  present({
    kind: 'image',
    id: image.id,
    image,
    output: imageOutput(image.mime.container),
    bytes: image.contentLength,
  });

const sum = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a + b;
