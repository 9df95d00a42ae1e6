import type { AudioContent } from '../formats/format';
import type { SoundTrack } from '../formats/sound-tracks';
import { locale, type MessageKey, t } from './text';

const contentKeys = {
  original: 'trackOriginal',
  dubbed: 'trackDubbed',
  'dubbed-auto': 'trackDubbedByMachine',
  descriptive: 'trackDescriptive',
} as const satisfies Record<AudioContent, MessageKey>;

/** `Deutsch · dubbed by machine`: what the site calls the track, and what it is to the video. */
export function trackWords({ id, name, language, content }: SoundTrack): string {
  const called = name ?? languageName(language) ?? (id || t('soundTrack'));
  const about = content && t(contentKeys[content]);
  // "English original" says already what it is.
  const isSaid = about !== undefined && called.toLowerCase().includes(about.toLowerCase());
  return about === undefined || isSaid ? called : `${called} · ${about}`;
}

/** In the person's language; undefined for what is no language. */
function languageName(code: string | undefined): string | undefined {
  if (code === undefined) return undefined;
  try {
    return new Intl.DisplayNames(locale(), { type: 'language' }).of(code);
  } catch {
    return code;
  }
}
