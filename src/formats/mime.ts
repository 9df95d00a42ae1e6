import type { MimeType, SourceContainer } from './format';

/** No MIME type a server means is longer; what is longer is not read. */
const longest = 256;
const mostCodecs = 8;

const containers: Readonly<Record<string, SourceContainer>> = {
  mp4: 'mp4',
  'x-m4v': 'mp4',
  'x-m4a': 'mp4',
  webm: 'webm',
  '3gpp': '3gp',
  'x-flv': 'flv',
  flv: 'flv',
  'x-matroska': 'mkv',
  mpeg: 'mp3',
  mp3: 'mp3',
  mp2t: 'ts',
};

/** Stream maps write a space as `+`, and not every reader of them has decoded it. */
const essencePattern = /^[\s+]*(video|audio)\/([\w.-]+)[\s+]*(?:;|$)/i;
const codecsPattern = /;[\s+]*codecs=["']?([^"';]*)/i;
const codecPattern = /^[\w.-]{1,64}$/;

/**
 * `video/mp4; codecs="avc1.64001F, mp4a.40.2"` (RFC 6381), taken apart. `undefined` for what is no
 * picture or sound, for a container that we cannot name and for nonsense. Codecs may be missing
 * (`video/3gpp` of 2013): the list is empty then.
 */
export function parseMimeType(text: string): MimeType | undefined {
  if (text.length > longest) return undefined;
  const [, kind, subtype] = essencePattern.exec(text.toLowerCase()) ?? [];
  if (subtype === undefined || (kind !== 'video' && kind !== 'audio')) return undefined;
  if (!Object.hasOwn(containers, subtype)) return undefined;
  const container = containers[subtype];
  if (container === undefined || (container === 'mp3' && kind === 'video')) return undefined;
  const codecs = (codecsPattern.exec(text)?.[1] ?? '')
    .split(/[\s,+]+/)
    .filter((codec) => codecPattern.test(codec))
    .slice(0, mostCodecs);
  return { essence: `${kind}/${subtype}`, kind, container, codecs };
}
