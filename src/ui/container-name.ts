import type { OutputContainer } from '../formats/choice';

/** As people write them. */
const names: Readonly<Record<OutputContainer['extension'], string>> = {
  mp4: 'MP4',
  webm: 'WebM',
  mkv: 'MKV',
  m4a: 'M4A',
  opus: 'Opus',
  ogg: 'Ogg',
  mp3: 'MP3',
  '3gp': '3GP',
  flv: 'FLV',
  jpg: 'JPEG',
  png: 'PNG',
  gif: 'GIF',
  webp: 'WebP',
};

export const containerName = ({ extension }: OutputContainer): string => names[extension];
