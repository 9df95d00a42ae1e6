import type { Cue } from '../../formats/cue';

const mostLines = 200_000;
const mostCues = 50_000;
const timing =
  /^\s*((?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{3})\s+-->\s+((?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{3})/;
const markup = /<\/?[a-z][^<>]{0,200}>|<[\d:.]{1,20}>/gi;
const entities: Readonly<Record<string, string>> = {
  ...{ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&nbsp;': '\u00a0', '&lrm;': '', '&rlm;': '' },
};

/** One file of WebVTT as a stream serves them. */
export interface VttPiece {
  readonly cues: readonly Cue[];
  /** What is added to its times to have the stream's clock (RFC 8216 §3.5); 0 where it does not say. */
  readonly clockMs: number;
}

/** What is said in a piece of WebVTT; of nonsense, nothing. */
export function parseVtt(text: string): VttPiece {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/, mostLines);
  const cues: Cue[] = [];
  for (let at = 0; at < lines.length && cues.length < mostCues; at += 1) {
    const [, from, to] = timing.exec(lines[at] ?? '') ?? [];
    if (from === undefined || to === undefined) continue;
    const said: string[] = [];
    for (at += 1; at < lines.length && lines[at]?.trim(); at += 1)
      said.push(plain(lines[at] ?? ''));
    const cue = { startMs: milliseconds(from), endMs: milliseconds(to), text: joined(said) };
    if (cue.text !== '' && cue.endMs > cue.startMs) cues.push(cue);
  }
  return { cues, clockMs: clockOf(lines.slice(0, 20)) };
}

const joined = (lines: readonly string[]): string => lines.filter((line) => line !== '').join('\n');

const plain = (line: string): string =>
  line
    .replace(markup, '')
    .replace(/&[a-z]{2,4};/g, (entity) => entities[entity] ?? entity)
    .trim();

function milliseconds(time: string): number {
  const [seconds = '0', minutes = '0', hours = '0'] = time.replace(',', '.').split(':').reverse();
  return Math.round(((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000);
}

/** `X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000`: ticks of 90 kHz. */
function clockOf(head: readonly string[]): number {
  const map = head.find((line) => line.startsWith('X-TIMESTAMP-MAP=')) ?? '';
  const [, ticks] = /MPEGTS:(\d{1,11})/.exec(map) ?? [];
  const [, local] = /LOCAL:((?:\d{1,3}:)?\d{2}:\d{2}\.\d{3})/.exec(map) ?? [];
  return ticks === undefined
    ? 0
    : Math.round(Number(ticks) / 90) - milliseconds(local ?? '00:00.000');
}
