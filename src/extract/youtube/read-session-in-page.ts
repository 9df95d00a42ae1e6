/**
 * Collects what a page says beside its video and its `ytcfg`: the account's logo, and what its
 * player contexts say of tokens and of embedding. It is run in the page by its text (`callInPage`): nothing
 * outside of it exists for it.
 * @returns JSON in the site's own names; `{}` where the page's things cannot be looked at.
 */
export function readSessionInPage(videoId: string): string {
  const mostContexts = 30;
  // All that any of it may hold: everything else is left behind at every depth.
  const names = [
    ...['topbar', 'desktopTopbarRenderer', 'logo', 'topbarLogoRenderer', 'iconImage', 'iconType'],
    ...['isBoundToVideo', 'encryptedHostFlags', 'saysForKids'],
  ];
  const field = (object: unknown, name: string): unknown =>
    typeof object === 'object' && object !== null ? Reflect.get(object, name) : undefined;
  try {
    const page = top ?? {};
    const ytcfg = field(field(page, 'ytcfg'), 'data_') ?? field(field(page, 'yt'), 'config_');
    const contexts = Object.values(Object(field(ytcfg, 'WEB_PLAYER_CONTEXT_CONFIGS'))).slice(
      0,
      mostContexts,
    );
    const flags = contexts.map((context) => field(context, 'serializedExperimentFlags'));
    // After the site has gone on to another video the text is still of the first.
    const loadedFor = performance.getEntriesByType('navigation')[0]?.name ?? '';
    const scripts = loadedFor.includes(videoId) ? [...(top?.document.scripts ?? [])] : [];
    return JSON.stringify(
      {
        topbar: field(field(page, 'ytInitialData'), 'topbar'),
        isBoundToVideo: flags.length
          ? flags.some((said) => String(said).includes('html5_generate_content_po_token=true'))
          : undefined,
        encryptedHostFlags: contexts
          .map((context) => field(context, 'encryptedHostFlags'))
          .find((found) => typeof found === 'string'),
        // The site says it in a sentence alone; its English one is the only one known.
        saysForKids: scripts.some(({ src, text }) => !src && text.includes('made for kids')),
      },
      names,
    );
  } catch {
    return '{}';
  }
}
