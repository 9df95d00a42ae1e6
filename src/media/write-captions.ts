import type { Cue } from '../formats/cue';

export const captionFormats = ['srt', 'vtt'] as const;
export type CaptionFormat = (typeof captionFormats)[number];

/** What a file of this format is typed with. */
export const captionMime: Readonly<Record<CaptionFormat, string>> = {
  srt: 'application/x-subrip',
  vtt: 'text/vtt',
};

/** Cues as the text of a file: WebVTT (https://www.w3.org/TR/webvtt1/), or SubRip, which has no standard. */
export function writeCaptions(cues: readonly Cue[], format: CaptionFormat): string {
  return format === 'vtt' ? writeVtt(cues) : writeSrt(cues);
}

function writeVtt(cues: readonly Cue[]): string {
  const blocks = cues.map(
    ({ startMs, endMs, text }) =>
      `${clock(startMs, '.')} --> ${clock(endMs, '.')}\n${escaped(text)}\n`,
  );
  return ['WEBVTT\n', ...blocks].join('\n');
}

/** Markup is a reader's choice there: what is in the text stays as it is. Its lines are never empty, so no line begins a block. */
const writeSrt = (cues: readonly Cue[]): string =>
  cues
    .map(
      ({ startMs, endMs, text }, at) =>
        `${at + 1}\n${clock(startMs, ',')} --> ${clock(endMs, ',')}\n${text}\n`,
    )
    .join('\n');

/** `01:02:03.004`; hours may have more digits than two. */
function clock(ms: number, point: '.' | ','): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const seconds = Math.floor(ms / 1000);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${point}${String(ms % 1000).padStart(3, '0')}`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (character) => entities[character] ?? character);
