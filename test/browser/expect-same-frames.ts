import { expect } from 'vitest';
import { type ProbedMedia, probeMedia } from '../helpers/probe-media';
import { makeMedia } from '../site/media/make-media';
import { profileOf } from '../site/media/profiles';
import type { Site } from '../site/start-site';
import type { VideoSpec } from '../site/video-spec';

/**
 * Asserts that the file holds exactly what the site serves of the formats that were fetched for it: the
 * same tracks in the same codecs, frame by frame as many, and as long. Returns what ffprobe found.
 */
export async function expectSameFrames(
  file: string,
  site: Site,
  video: VideoSpec,
): Promise<ProbedMedia> {
  const saved = await probeMedia(file);
  const sources = await Promise.all(
    fetchedItags(site, video.id).map((itag) => makeMedia(profileOf(itag), video.clip)),
  );
  const tracks = sources.flatMap(({ probed }) => probed.tracks);
  expect(sortedTracks(saved.tracks)).toEqual(sortedTracks(tracks));
  const longest = Math.max(...sources.map(({ probed }) => probed.durationSeconds));
  expect(Math.abs(saved.durationSeconds - longest)).toBeLessThan(1);
  return saved;
}

/** Bytes of the video that went out more than once. */
export const bytesTwice = (site: Site, { id }: VideoSpec): number =>
  site.control.requests
    .fetchedTwice({ videoId: id })
    .reduce((sum, { start, end }) => sum + end - start + 1, 0);

/** The formats of the video that bytes went out for. */
export function fetchedItags(site: Site, videoId: string): number[] {
  const requests = site.control.requests.list({ kind: 'media', videoId });
  const sent = requests.filter(({ bytesSent, status }) => bytesSent > 0 && status < 300);
  return [...new Set(sent.flatMap(({ itag }) => itag ?? []))].sort((a, b) => a - b);
}

const sortedTracks = (tracks: ProbedMedia['tracks']) =>
  tracks
    .map(({ kind, codec, frames }) => ({ kind, codec, frames }))
    .sort((a, b) => a.kind.localeCompare(b.kind));
