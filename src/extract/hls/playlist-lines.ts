import { playlistInvalid } from '../playlist-invalid';

/** A day in seconds of one, with an address of a kilobyte for most of them, is no playlist that anyone serves. */
export const longestPlaylist = 16_000_000;
const longestLine = 16_384;
const mostLines = 500_000;

/**
 * Without these a stream is saved all the same. Each of them has cost somebody a playlist: titles in odd
 * encodings, dates that overlap, parts of segments that come whole a line later.
 */
const kept: ReadonlySet<string> = new Set(
  [
    '#EXTM3U',
    '#EXTINF',
    ...['VERSION', 'TARGETDURATION', 'MEDIA-SEQUENCE', 'DISCONTINUITY-SEQUENCE', 'PLAYLIST-TYPE'],
    ...['ENDLIST', 'BYTERANGE', 'DISCONTINUITY', 'KEY', 'MAP', 'GAP', 'I-FRAMES-ONLY'],
    ...['STREAM-INF', 'MEDIA', 'SESSION-KEY'],
  ].map((name) => (name.startsWith('#') ? name : `#EXT-X-${name}`)),
);

/**
 * A playlist's lines (RFC 8216 §4.1) as far as they matter here, with its variables put in.
 * `url`: where it was read. @throws playlist-invalid for what is no playlist, or has no end.
 */
export function playlistLines(text: string, url: string): string[] {
  if (text.length > longestPlaylist) throw playlistInvalid('too long', { characters: text.length });
  const written = text.replace(/^\uFEFF/, '').split(/\r?\n/, mostLines + 1);
  if (written.length > mostLines) throw playlistInvalid('too many lines');
  const variables = new Map<string, string>();
  const lines: string[] = [];
  /** Whether what comes next has been said to be a segment, or a variant. */
  let isAnnounced = false;
  for (const raw of written) {
    const line = raw.trim();
    if (line.length > longestLine) throw playlistInvalid('a line too long');
    if (line === '' || saysNothing.test(line) || (line.startsWith('#') && !kept.has(tagOf(line)))) {
      if (line.startsWith('#EXT-X-DEFINE:')) define(line, url, variables);
      continue;
    }
    const isAddress = !line.startsWith('#');
    // A segment whose length nobody says is a segment all the same.
    if (isAddress && !isAnnounced) lines.push('#EXTINF:0,');
    isAnnounced = !isAddress && (isAnnounced || announces.test(line));
    lines.push(wholeVector(plainTag(filled(line, variables))));
  }
  if (lines[0] !== '#EXTM3U') throw playlistInvalid('no playlist');
  return lines;
}

/** Written by servers that do not know it yet. */
const saysNothing = /^#EXT-X-TARGETDURATION(?!:\s*\d)/;
const announces = /^#EXT(?:INF|-X-STREAM-INF):/;

const tagOf = (line: string): string => line.split(':', 1)[0] ?? '';

/** The title goes: whatever it says, it is nobody's here. */
function plainTag(line: string): string {
  const [, duration] = /^#EXTINF:?\s*([\d.]*)/.exec(line) ?? [];
  return duration === undefined ? line : `#EXTINF:${Number(duration) || 0},`;
}

/** §4.3.2.4: a number of 128 bits, which may be written without the zeros before it. */
const vector = /^(#EXT-X-KEY:(?:[^"]|"[^"]*")*?\bIV=0x)([\da-f]{1,31})(?=\s*(?:,|$))/i;
const wholeVector = (line: string): string =>
  line.replace(vector, (_, before, digits) => before + digits.padStart(32, '0'));

/** §4.3.2.3 of the second edition: a value that is written, or one of the playlist's own query. */
function define(line: string, url: string, variables: Map<string, string>): void {
  const [, name] = /\bNAME="([\w-]+)"/.exec(line) ?? [];
  const [, value] = /\bVALUE="([^"]*)"/.exec(line) ?? [];
  const [, parameter] = /\bQUERYPARAM="([\w-]+)"/.exec(line) ?? [];
  if (name !== undefined && value !== undefined) variables.set(name, value);
  const asked = parameter && new URL(url).searchParams.get(parameter);
  if (parameter && asked) variables.set(parameter, asked);
}

function filled(line: string, variables: ReadonlyMap<string, string>): string {
  if (variables.size === 0) return line;
  const whole = line.replace(/\{\$([\w-]+)\}/g, (written, name) => variables.get(name) ?? written);
  if (whole.length > longestLine) throw playlistInvalid('a line too long');
  return whole;
}
