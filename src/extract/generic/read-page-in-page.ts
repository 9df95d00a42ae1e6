/**
 * Runs in whatever page a tab shows, carried over by its source: everything in it that may be a video or a
 * sound. Bounded here so that no page costs much; what it answers is the page's word all the same.
 */
export function readPageInPage(): string {
  const shown = top;
  if (!shown) return '{}';
  const page = shown.document;
  const media = /\.(?:m3u8?|mpd|mp4|m4v|webm|mov|mkv|mp3|m4a|ogg|oga|opus|weba)(?:[?#]|$)/i;
  const spoken = /^(?:og:video|og:audio|twitter:player:stream)(?::\w+)?$/;
  const all = (selector: string, most: number) =>
    Array.from(page.querySelectorAll(selector)).slice(0, most);
  const meta = (name: string) =>
    page
      .querySelector(`meta[property="${name}"],meta[name="${name}"]`)
      ?.getAttribute('content')
      ?.slice(0, 8192);
  // Frames of the page's own origin let themselves be looked into; of others there is no document.
  const frames = Array.from(page.querySelectorAll('iframe'))
    .slice(0, 20)
    .flatMap(({ contentDocument }) => contentDocument?.defaultView ?? []);
  const views = [shown, ...frames];
  // Not by `instanceof`: a frame has classes of its own. A sound has no width.
  const elements = views.flatMap(({ document }) =>
    Array.from(document.querySelectorAll<HTMLVideoElement>('video,audio')),
  );
  const players = elements.slice(0, 50).map((player) => {
    const { width = 0, height = 0 } = player.getBoundingClientRect();
    const sources = Array.from(player.querySelectorAll('source'))
      .slice(0, 20)
      .map((source) => ({
        url: source.src,
        type: source.type,
        // Players' own ways to name a source's quality: there is none in HTML.
        label: ['size', 'res', 'data-res', 'data-quality', 'label', 'title']
          .map((name) => source.getAttribute(name) ?? '')
          .filter((words) => /\d{3}/.test(words))
          .map((words) => words.slice(0, 100))[0],
      }));
    return {
      tag: player.localName,
      url: player.currentSrc || player.src || '',
      sources,
      area: width * height,
      width: player.videoWidth || 0,
      height: player.videoHeight || 0,
      seconds: Number.isFinite(player.duration) ? player.duration : 0,
      isLocked: Boolean(player.mediaKeys),
      // A player that is given a stream or a blob has no address to tell.
      isFed: Boolean(player.srcObject) || player.currentSrc.startsWith('blob:'),
    };
  });
  // A browser keeps the first 250 of a page unless it is told otherwise, and a crowded page has more before
  // its player begins: what comes from now on is there at the next reading.
  for (const { performance } of views) performance.setResourceTimingBufferSize(3000);
  const names = views
    .flatMap(({ performance }) => performance.getEntriesByType('resource'))
    .map(({ name }) => name)
    .filter((name) => media.test(name) && name.length <= 8192);
  // Pieces of a stream, which may end like files, do not push out its list.
  const isList = (name: string) => /\.(?:m3u8?|mpd)(?:[?#]|$)/i.test(name);
  const lists = [...new Set(names.filter(isList))];
  const files = [...new Set(names.filter((name) => !isList(name)))].slice(-100);
  const links = all('a[href]', 5000)
    .map((link) => (link instanceof HTMLAnchorElement ? link.href : ''))
    .filter((href) => media.test(href))
    .slice(0, 100);
  return JSON.stringify({
    title: (meta('og:title') ?? page.title).slice(0, 500),
    description: meta('og:description')?.slice(0, 2000),
    image: meta('og:image'),
    players,
    // What is sent is asked for anew every second: the list that names the others was the first.
    fetched: [...lists.slice(0, 50), ...lists.slice(50).slice(-50), ...files],
    links,
    named: all('meta[property],meta[name]', 500)
      .map((said) => ({
        name: said.getAttribute('property') ?? said.getAttribute('name') ?? '',
        content: said.getAttribute('content') ?? '',
      }))
      .filter(({ name, content }) => spoken.test(name) && content.length <= 8192)
      .slice(0, 40),
    described: all('script[type="application/ld+json"]', 20)
      .map(({ textContent }) => textContent ?? '')
      .filter(({ length }) => length < 200_000),
  });
}
