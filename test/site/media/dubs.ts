import { BinaryWriter } from '@bufbuild/protobuf/wire';
import type { Clip } from './clips';

/** One of several sound tracks of a video: they share their itags, and differ by `xtags` (facts §4). */
export interface Dub {
  /** As `audioTrack.id` has it. */
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly content: 'original' | 'dubbed' | 'dubbed-auto' | 'descriptive';
  readonly isDrc?: true;
  /** Its tone, by which it is told from the others. */
  readonly hertz: number;
}

export const dubs = {
  original: {
    ...{ id: 'en.4', name: 'English original', isDefault: true, content: 'original', hertz: 500 },
  },
  level: {
    ...{ id: 'en.4', name: 'English original', isDefault: true, content: 'original', hertz: 510 },
    isDrc: true,
  },
  korean: { id: 'ko.3', name: '한국어', isDefault: false, content: 'dubbed', hertz: 600 },
  german: { id: 'de.10', name: 'Deutsch', isDefault: false, content: 'dubbed-auto', hertz: 700 },
  described: {
    ...{ id: 'en.2', name: 'English descriptive', isDefault: false, hertz: 800 },
    content: 'descriptive',
  },
} as const satisfies Record<string, Dub>;

export const dubbed = (clip: Clip, { id, hertz, isDrc }: Dub): Clip => ({
  ...clip,
  name: `${clip.name}-${id}${isDrc ? '-drc' : ''}`,
  hertz,
});

/** As addresses have it. */
export const writtenXtags = (dub: Dub): string =>
  pairsOf(dub)
    .map((pair) => pair.join('='))
    .join(':');

/** As the response has it: pairs in a message, in base64. */
export function xtagsOf(dub: Dub): string {
  const writer = new BinaryWriter();
  for (const [key = '', value = ''] of pairsOf(dub)) {
    writer.uint32(10).fork().uint32(10).string(key).uint32(18).string(value).join();
  }
  return Buffer.from(writer.finish()).toString('base64');
}

function pairsOf({ id, content, isDrc }: Dub): readonly (readonly string[])[] {
  const [language = ''] = id.split('.');
  return [['acont', content], ...(isDrc ? [['drc', '1']] : []), ['lang', language]];
}
