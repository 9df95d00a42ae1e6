import * as v from 'valibot';
import { cutJson } from './cut-json';
import { optional, text } from './page-fields';
import { parseObject } from './page-sources';

/** What an embed page (`/embed/ID`) says that the embedded player's requests may have to carry. */
export interface EmbedPage {
  readonly encryptedHostFlags?: string;
}

const configSchema = v.object({
  WEB_PLAYER_CONTEXT_CONFIGS: v.object({
    WEB_PLAYER_CONTEXT_CONFIG_ID_EMBEDDED_PLAYER: v.object({
      encryptedHostFlags: optional(v.pipe(text(2_000), v.regex(/^[!-~]+$/))),
    }),
  }),
});

/** Of the page's text, the scripts in it or all of it; nothing where it says nothing (youtube.md §1.2, §1.3). */
export function readEmbedPage(html: string): EmbedPage {
  for (const cut of cutJson(html, 'ytcfg.set')) {
    const parsed = v.safeParse(
      configSchema,
      cut.found === 'json' ? parseObject(cut.text) : undefined,
    );
    const flags =
      parsed.success &&
      parsed.output.WEB_PLAYER_CONTEXT_CONFIGS.WEB_PLAYER_CONTEXT_CONFIG_ID_EMBEDDED_PLAYER
        .encryptedHostFlags;
    if (flags) return { encryptedHostFlags: flags };
  }
  return {};
}
