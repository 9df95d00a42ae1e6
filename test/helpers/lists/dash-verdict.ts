import { ReelkeepError } from '../../../src/errors';
import { readDash, readDashSegments } from '../../../src/extract/dash/read-dash';
import { type DashTracks, pretended } from './ask-yt-dlp';
import { compared, type ListVerdict } from './verdict';

const base = `${pretended}list.mpd`;

/**
 * Holds our reading of a manifest against yt-dlp's, track by track: the addresses of the segments. Live
 * ones depend on the second in which they are read: of those only that they can be read.
 */
export function dashVerdict(file: string, text: string, theirs: DashTracks): ListVerdict {
  const about = { file, kind: 'dash' } as const;
  const now = Date.now() / 1000;
  try {
    const { formats, isLive } = readDash(text, base, now);
    const ours = formats.map(({ source }) => {
      if (source.kind !== 'segments' || source.list.protocol !== 'dash') return undefined;
      const { segments } = readDashSegments(text, base, source.list.track, now);
      const beginnings = new Set(segments.map(({ init }) => init?.url));
      return { segments: segments.map(({ url }) => url), beginnings };
    });
    const tracks = ours.filter((track) => track !== undefined);
    const count = tracks.reduce((sum, { segments }) => sum + segments.length, 0);
    if (theirs.length === 0 || isLive) {
      return { ...about, state: 'unread', segments: count, why: isLive ? 'live' : 'nothing' };
    }
    for (const { segments, beginnings } of tracks) {
      const candidates = theirs.map((urls) =>
        compared(
          about,
          segments,
          urls.filter((url) => !beginnings.has(url)),
        ),
      );
      if (candidates.some(({ state }) => state === 'equal')) continue;
      const nearest = candidates.find((candidate) => candidate.segments > 0) ?? candidates[0];
      if (nearest) return nearest;
    }
    return { ...about, state: 'equal', segments: count };
  } catch (error) {
    if (!(error instanceof ReelkeepError)) throw error;
    const why = `${error.code} ${JSON.stringify(error.facts)}`;
    return { ...about, state: 'refused', segments: 0, why };
  }
}
