import type { CaptionLanguage, CaptionTrack } from '../video';
import { captionAddress } from './allowed-address';
import type { PageCaption, PageData } from './page-data';

/** The caption tracks that a page names, those of strange addresses left out. */
export function readCaptions({ playerResponse }: PageData): CaptionTrack[] {
  const tracks = playerResponse?.captions?.playerCaptionsTracklistRenderer.captionTracks ?? [];
  return tracks.flatMap((track) => toTrack(track) ?? []);
}

/** The languages that the site translates them into; only web pages name any. */
export function readCaptionLanguages({ playerResponse }: PageData): CaptionLanguage[] {
  const named = playerResponse?.captions?.playerCaptionsTracklistRenderer.translationLanguages;
  return (named ?? []).map(({ languageCode, languageName }) => ({
    code: languageCode,
    name: languageName ?? languageCode,
  }));
}

function toTrack({
  baseUrl,
  vssId,
  languageCode,
  kind,
  name,
  isTranslatable,
}: PageCaption): CaptionTrack | undefined {
  const url = captionAddress(baseUrl);
  if (url === undefined) return undefined;
  return {
    id: vssId ?? `${kind === 'asr' ? 'a' : ''}.${languageCode}`,
    languageCode,
    name: name ?? languageCode,
    kind: kind === 'asr' ? 'automatic' : 'manual',
    isTranslatable: isTranslatable ?? false,
    url,
  };
}
