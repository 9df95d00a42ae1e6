import { createHmac } from 'node:crypto';
import type { JsonObject } from '../pages/json';
import type { VideoSpec } from '../video-spec';

/** The languages that the site translates into. */
export const captionLanguages = ['de', 'en', 'fr', 'ko'] as const;

const languageNames: Readonly<Record<(typeof captionLanguages)[number], string>> = {
  de: 'German',
  en: 'English',
  fr: 'French',
  ko: 'Korean',
};

/** `captions` of a player response: one track that a person wrote, one by machine. */
export function captionTracks(video: VideoSpec): JsonObject {
  const track = (languageCode: string, name: string, kind?: 'asr'): JsonObject => ({
    baseUrl: trackUrl(video, languageCode, kind),
    name: { simpleText: name },
    vssId: `${kind ? 'a' : ''}.${languageCode}`,
    languageCode,
    ...(kind && { kind }),
    isTranslatable: true,
  });
  return {
    playerCaptionsTracklistRenderer: {
      captionTracks: [track('en', 'English'), track('ko', '한국어 (자동 생성됨)', 'asr')],
      translationLanguages: captionLanguages.map((languageCode) => ({
        languageCode,
        languageName: { simpleText: languageNames[languageCode] },
      })),
    },
  };
}

/** Of today's videos captions want proof of origin, and their addresses say so (facts §4). */
function trackUrl({ id, signing }: VideoSpec, lang: string, kind: string | undefined): string {
  const query = new URLSearchParams({
    ...{ v: id, ei: 'b2ZmbGluZQ', caps: 'asr', xosf: '1', lang },
    ...(kind && { kind }),
    ...(signing === 'sabr' && { exp: 'xpe' }),
  });
  query.set('signature', signatureOf(query));
  return `https://www.youtube.com/api/timedtext?${query}`;
}

/** Over what says whose captions they are, and what they want. */
export function signatureOf(query: URLSearchParams): string {
  const signed = ['v', 'ei', 'lang', 'kind', 'exp'].map((name) => query.get(name) ?? '').join('|');
  return createHmac('sha1', 'reelkeep-offline-captions').update(signed).digest('hex').toUpperCase();
}
