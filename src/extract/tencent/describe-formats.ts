import type { Format } from '../../formats/format';
import { present } from '../../formats/present';
import type { AskedInfo } from './ask-info';

/** Lines of the pictures that go by these names, and how good the site finds them. */
const definitions: Readonly<Record<string, { readonly lines: number; readonly quality: number }>> =
  {
    fhd: { lines: 1080, quality: 1 },
    shd: { lines: 720, quality: 0.75 },
    hd: { lines: 480, quality: 0.5 },
    sd: { lines: 270, quality: 0.25 },
  };

export const formatId = (vid: string, definition: string): string => `${vid}.${definition}`;

/** Every definition that is offered, best first: what it is made of is asked once it is chosen. */
export function describeFormats({ info, video }: AskedInfo): Format[] {
  return (info.fl?.fi ?? [])
    .filter(({ name, drm }) => Object.hasOwn(definitions, name) && !drm)
    .map(({ name, fs }) =>
      present({
        id: formatId(video.vid, name),
        itag: 0,
        source: { kind: 'keyed' as const },
        mime: {
          essence: 'video/mp4',
          kind: 'video' as const,
          container: 'mp4' as const,
          codecs: [],
        },
        video: {
          codec: 'h264' as const,
          resolution: definitions[name]?.lines ?? 0,
          hdr: false,
          label: name,
        },
        audio: { codec: 'aac' as const },
        isFile: true as const,
        quality: definitions[name]?.quality,
        contentLength: fs || undefined,
        durationSeconds: video.td || undefined,
        drm: false,
      }),
    )
    .toSorted((one, other) => (other.quality ?? 0) - (one.quality ?? 0));
}
