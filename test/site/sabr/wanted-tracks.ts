import type { FormatId } from 'googlevideo/protos';
import type { Reply, SabrCase } from './sabr-ask';
import { sabrError } from './sabr-parts';
import { isFormat, type SabrTrack } from './sabr-video';

/** `enabledTrackTypesBitfield` (facts §3.1). */
const kindsOf: Readonly<Record<number, readonly SabrTrack['kind'][]>> = {
  0: ['video', 'audio'],
  1: ['audio'],
  2: ['video'],
  7: ['video', 'audio'],
};

/** The tracks that a request asks for, or why it cannot be had. */
export function wantedTracks(about: SabrCase): readonly SabrTrack[] | Reply {
  const { request, switches } = about;
  const enabled = request.clientAbrState?.enabledTrackTypesBitfield ?? 0;
  const asked = kindsOf[enabled];
  if (!asked) return { parts: [sabrError('sabr.track_types', 4)], note: 'track types' };
  const isJoined = switches.pictureAlone === 'with-sound' && enabled === 2;
  const tracks: SabrTrack[] = [];
  for (const kind of asked) {
    const track = chosen(about, kind);
    if (!track) return { parts: [sabrError('sabr.format', 5)], note: 'format' };
    tracks.push(track);
  }
  const sound = about.video.tracks.find(({ kind }) => kind === 'audio');
  return isJoined && sound ? [...tracks, sound] : tracks;
}

/** The preferred format by its whole name; another of its kind only where the switch says so. */
function chosen(
  { request, video, switches, config }: SabrCase,
  kind: SabrTrack['kind'],
): SabrTrack | undefined {
  const preferred: readonly FormatId[] =
    kind === 'audio' ? request.preferredAudioFormatIds : request.preferredVideoFormatIds;
  const own = video.tracks.filter(
    (track) => track.kind === kind && (config.isPremium || !track.isPremium),
  );
  const right = own.find((track) => preferred.some((id) => isFormat(track, id)));
  return right ?? (switches.unknownFormat === 'another' ? own[0] : undefined);
}
