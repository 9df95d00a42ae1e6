import type { Json } from '../pages/json';
import type { VideoSpec } from '../video-spec';

/** What is said every two seconds, for as long as the clip lasts; ten lines at most. */
export function captionLines({ title, clip }: VideoSpec): string[] {
  const count = Math.min(10, Math.floor(clip.seconds / 2));
  const texts = [
    '<b>Not bold</b> & not "markup"',
    'Two lines\nof one cue',
    '한국어 자막',
    `“${title}”`,
  ];
  return Array.from({ length: count }, (_, at) => `${at + 1}. ${texts[at % texts.length]}`);
}

/** As a person wrote them: an event for each, its lines in one piece. */
export const writtenEvents = (lines: readonly string[]): Json[] => [
  { tStartMs: 0, dDurationMs: 20_000, id: 1, wpWinPosId: 1, wsWinStyleId: 1 },
  ...lines.map((line, at) => ({
    tStartMs: at * 2_000,
    dDurationMs: 1_500,
    segs: [{ utf8: `\u200b${line}` }],
  })),
];

/** As a machine heard them: word by word, each line in sight until after the next has begun. */
export const heardEvents = (lines: readonly string[]): Json[] => [
  { tStartMs: 0, dDurationMs: 20_000, id: 1, wpWinPosId: 1, wsWinStyleId: 1 },
  ...lines.flatMap((line, at) => [
    {
      tStartMs: at * 2_000,
      dDurationMs: 3_900,
      wWinId: 1,
      segs: line
        .split(/(?= )/)
        .map((utf8, word) =>
          word === 0 ? { utf8, acAsrConf: 0 } : { utf8, tOffsetMs: word * 90 },
        ),
    },
    {
      tStartMs: at * 2_000 + 1_900,
      dDurationMs: 2_000,
      wWinId: 1,
      aAppend: 1,
      segs: [{ utf8: '\n' }],
    },
  ]),
];
