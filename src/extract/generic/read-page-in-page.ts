/**
 * Runs in whatever page a tab shows, carried over by its source: everything in it that may be a video or a
 * sound. Bounded here so that no page costs much; what it answers is the page's word all the same.
 */
export function readPageInPage(): string {
  const page = top?.document;
  if (!page) return '{}';
  const media = /\.(?:m3u8?|mpd|mp4|m4v|webm|mov|mkv|mp3|m4a|ogg|oga|opus)(?:[?#]|$)/i;
  const all = (selector: string, most: number) =>
    Array.from(page.querySelectorAll(selector)).slice(0, most);
  const meta = (name: string) =>
    page
      .querySelector(`meta[property="${name}"],meta[name="${name}"]`)
      ?.getAttribute('content')
      ?.slice(0, 8192);
  const players = all('video,audio', 50).map((element) => {
    const player = element instanceof HTMLMediaElement ? element : undefined;
    const { width = 0, height = 0 } = element.getBoundingClientRect();
    const sources = Array.from(element.querySelectorAll('source'))
      .slice(0, 20)
      .map(({ src, type }) => ({ url: src, type }));
    return {
      tag: element.localName,
      url: player?.currentSrc || player?.src || '',
      sources,
      area: width * height,
      width: element instanceof HTMLVideoElement ? element.videoWidth : 0,
      height: element instanceof HTMLVideoElement ? element.videoHeight : 0,
      seconds: Number.isFinite(player?.duration) ? player?.duration : 0,
      isLocked: Boolean(player?.mediaKeys),
      // A player that is given a stream or a blob has no address to tell.
      isFed: Boolean(player?.srcObject) || (player?.currentSrc ?? '').startsWith('blob:'),
    };
  });
  const fetched = performance
    .getEntriesByType('resource')
    .filter(({ name }) => media.test(name))
    .map(({ name }) => name)
    .slice(-200);
  const links = all('a[href]', 5000)
    .map((link) => (link instanceof HTMLAnchorElement ? link.href : ''))
    .filter((href) => media.test(href))
    .slice(0, 100);
  return JSON.stringify({
    title: (meta('og:title') ?? page.title).slice(0, 500),
    description: meta('og:description')?.slice(0, 2000),
    image: meta('og:image'),
    players,
    fetched,
    links,
    named: ['og:video:secure_url', 'og:video:url', 'og:video', 'twitter:player:stream', 'og:audio']
      .map(meta)
      .filter(Boolean),
    described: all('script[type="application/ld+json"]', 20)
      .map(({ textContent }) => textContent ?? '')
      .filter(({ length }) => length < 200_000),
  });
}
