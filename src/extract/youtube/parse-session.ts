import * as v from 'valibot';
import { present } from '../../formats/present';
import { boundedJson } from '../bounded-json';
import { optional, text } from './page-fields';

/** What a page says beside its video and `ytcfg`. */
export interface PageSession {
  /** A paying account's: it needs no token for media, and has formats of its own. */
  readonly isPremium: boolean;
  /** Whether tokens for media are bound to the video or to the session; absent where nothing says. */
  readonly isBoundToVideo?: boolean;
  /** Of an embed page. */
  readonly encryptedHostFlags?: string;
  /** The page says so in English; in other languages it is not known. */
  readonly saysForKids: boolean;
}

const longestAnswer = 2_000_000;
const deepestAnswer = 32;

const sessionSchema = v.object({
  topbar: optional(
    v.object({
      desktopTopbarRenderer: v.object({
        logo: v.object({
          topbarLogoRenderer: v.object({ iconImage: v.object({ iconType: v.string() }) }),
        }),
      }),
    }),
  ),
  isBoundToVideo: optional(v.boolean()),
  encryptedHostFlags: optional(v.pipe(text(2_000), v.regex(/^[!-~]+$/))),
  saysForKids: optional(v.boolean()),
});

/**
 * What `readSessionInPage` answered, believed in nothing: what does not parse is not known.
 * @throws page-data-too-large, page-data-invalid.
 */
export function parseSession(answer: unknown): PageSession {
  const parsed = v.safeParse(sessionSchema, boundedJson(answer, longestAnswer, deepestAnswer));
  const said: v.InferOutput<typeof sessionSchema> = parsed.success ? parsed.output : {};
  const logo = said.topbar?.desktopTopbarRenderer.logo.topbarLogoRenderer.iconImage.iconType;
  return present({
    isPremium: logo === 'YOUTUBE_PREMIUM_LOGO',
    isBoundToVideo: said.isBoundToVideo,
    encryptedHostFlags: said.encryptedHostFlags,
    saysForKids: said.saysForKids ?? false,
  });
}
