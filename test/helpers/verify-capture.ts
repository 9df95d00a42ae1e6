import { playerIdOf } from '../../src/cipher/player-id';
import type { createSolver } from '../../src/cipher/solver';
import { asReelkeepError, type ErrorCode, type ErrorFacts, ReelkeepError } from '../../src/errors';
import type { Video } from '../../src/extract/video';
import { initialDataInText } from '../../src/extract/youtube/own-initial-data';
import { readYoutubePage } from '../../src/extract/youtube/page';
import type { PageData } from '../../src/extract/youtube/page-data';
import { parsePageAnswer } from '../../src/extract/youtube/parse-page-answer';
import { playerScript } from '../../src/extract/youtube/player-script';
import { readCaptions } from '../../src/extract/youtube/read-captions';
import { readChapters } from '../../src/extract/youtube/read-chapters';
import { readFormats } from '../../src/extract/youtube/read-formats';
import { readStoryboard } from '../../src/extract/youtube/read-storyboard';
import { readVideo } from '../../src/extract/youtube/read-video';
import { challengesOf, resolveFormats } from '../../src/extract/youtube/resolve-formats';
import { tierReport } from '../../src/extract/youtube/tier-facts';
import type { Format, FormatSource } from '../../src/formats/format';
import { present } from '../../src/formats/present';
import { type Criteria, filter } from '../../src/formats/query';
import { capturedPage, unnamed } from './captured-page';
import type { PlayerCapture } from './open-capture';

type Solver = ReturnType<typeof createSolver>;

/** One capture's line. */
export interface Verdict {
  readonly file: string;
  readonly videoId?: string;
  readonly title?: string;
  readonly formats: number;
  readonly progressive: number;
  readonly adaptive: number;
  readonly withUrl: number;
  readonly withCipher: number;
  readonly sabrOnly: number;
  /** Formats whose address the solver completed, of those that need it. */
  readonly signatures: { readonly solved: number; readonly of: number };
  readonly ns: { readonly solved: number; readonly of: number };
  readonly captions: number;
  readonly chapters: number;
  /** Sheets of the timeline's pictures. */
  readonly storyboard: number;
  /** A premiere is a broadcast of what was made before. */
  readonly broadcast?: 'now' | 'later' | 'premiere' | 'processing';
  readonly player?: string;
  /** The way its media would take by what it says of itself alone, and why. Absent where nothing could be read. */
  readonly tier?: { readonly tier: string; readonly why: string };
  /** `ok`, or the code of what went wrong. */
  readonly state: string;
  readonly reason?: string;
  /** Ready addresses by format id: a maintainer compares them; the text form leaves them out. */
  readonly addresses: Readonly<Record<string, string>>;
}

const nothingSolved = {
  signatures: { solved: 0, of: 0 },
  ns: { solved: 0, of: 0 },
  addresses: {},
};

/** Decodes a capture as the extension decodes a page. Throws nothing: what goes wrong is the verdict's state. */
export async function verifyCapture(
  file: string,
  capture: PlayerCapture,
  solver: Solver,
): Promise<Verdict> {
  let page: PageData | undefined;
  try {
    if (capture.kind === 'other') throw new ReelkeepError('no-player-data', 'It is no capture.');
    page = parsePageAnswer(JSON.stringify(readYoutubePage(capturedPage(capture, file))));
    if (capture.kind === 'page') {
      page = { ...page, initialData: initialDataInText(capture.html, page.videoId) };
    }
    const video = readVideo(page);
    return { file, ...describe(page), title: video.title, ...(await solveFormats(video, solver)) };
  } catch (thrown) {
    const { code, facts } = asReelkeepError(thrown);
    const reason = typeof facts.reason === 'string' ? { reason: facts.reason } : {};
    const broadcast = broadcastOf(code, facts);
    return {
      ...{ file, ...describe(page), ...nothingSolved, state: code, ...reason },
      ...(broadcast && { broadcast }),
    };
  }
}

function broadcastOf(code: ErrorCode, facts: ErrorFacts): Verdict['broadcast'] {
  if (code === 'live-not-started') return facts.isPremiere === true ? 'premiere' : 'later';
  if (code === 'live-now') return 'now';
  return code === 'live-processing' ? 'processing' : undefined;
}

function describe(page: PageData | undefined) {
  const { formats } = page === undefined ? { formats: [] } : readFormats(page);
  const count = (criteria: Criteria) => filter(formats, criteria).length;
  const from = (kind: FormatSource['kind']) => ({
    where: ({ source }: Format) => source.kind === kind,
  });
  const title = page?.playerResponse?.videoDetails?.title ?? page?.args?.title;
  const player = page?.playerUrl === undefined ? undefined : playerIdOf(page.playerUrl);
  return present({
    videoId: page?.videoId === unnamed ? undefined : page?.videoId,
    title,
    formats: formats.length,
    progressive: count({ progressive: true }),
    adaptive: count({ adaptive: true }),
    withUrl: count(from('url')),
    withCipher: count(from('cipher')),
    sabrOnly: count(from('sabr')),
    captions: page === undefined ? 0 : readCaptions(page).length,
    chapters: page === undefined ? 0 : readChapters(page).length,
    storyboard: (page && readStoryboard(page))?.sheets.length ?? 0,
    player,
    tier: page && tierReport(page),
  });
}

async function solveFormats({ formats, playerUrl }: Video, solver: Solver) {
  const { signal } = new AbortController();
  const { signatures, ns } = challengesOf(formats);
  const errors: unknown[] = [];
  const solve = async (challenges: Parameters<Solver['solve']>[1]) => {
    if (challenges.signatures.length + challenges.ns.length === 0) return undefined;
    try {
      if (playerUrl === undefined) {
        throw new ReelkeepError('player-script-unavailable', 'The capture names no player script.');
      }
      return await solver.solve(playerScript({ playerUrl }), challenges, signal);
    } catch (thrown) {
      errors.push(thrown);
      return undefined;
    }
  };
  // Asked apart, so that a player whose n is not solved still shows its signatures.
  const signed = await solve({ signatures, ns: [] });
  const unthrottled = await solve({ signatures: [], ns });
  const answers = {
    signatures: signed?.signatures ?? new Map<string, string>(),
    ns: unthrottled?.ns ?? new Map<string, string>(),
  };
  const addresses: Record<string, string> = {};
  for (const format of formats) {
    try {
      const resolved = await resolveFormats([format], async () => answers, signal);
      Object.assign(addresses, Object.fromEntries(resolved));
    } catch (thrown) {
      errors.push(thrown);
    }
  }
  const needing = (kind: 'signatures' | 'ns') =>
    formats.filter((format) => challengesOf([format])[kind].length > 0);
  const tally = (kind: 'signatures' | 'ns') => ({
    solved: needing(kind).filter((format) =>
      challengesOf([format])[kind].every((challenge) => answers[kind].has(challenge)),
    ).length,
    of: needing(kind).length,
  });
  return {
    signatures: tally('signatures'),
    ns: tally('ns'),
    addresses,
    state: errors.length === 0 ? 'ok' : asReelkeepError(errors[0]).code,
  };
}
