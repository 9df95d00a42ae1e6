import type { CaptionTrack } from '../video';
import { captionAddress } from './allowed-address';
import type { PageCaption, PageData } from './page-data';

/** The caption tracks that a page names, those of strange addresses left out. */
export function readCaptions({ playerResponse }: PageData): CaptionTrack[] {
  const tracks = playerResponse?.captions?.playerCaptionsTracklistRenderer.captionTracks ?? [];
  return tracks.flatMap((track) => toTrack(track) ?? []);
}

function toTrack({
  baseUrl,
  vssId,
  languageCode,
  kind,
  name,
}: PageCaption): CaptionTrack | undefined {
  const url = captionAddress(baseUrl);
  if (url === undefined) return undefined;
  return {
    id: vssId ?? `${kind === 'asr' ? 'a' : ''}.${languageCode}`,
    languageCode,
    name: name ?? languageCode,
    kind: kind === 'asr' ? 'automatic' : 'manual',
    url,
  };
}
