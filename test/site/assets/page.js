/**
 * What the watch page does by itself: it plays a preview, and on a page of 2020 it is the player and
 * the navigation. A click on another video of that era swaps the page without loading it: the address
 * changes first, `yt-navigate-finish` fires, and the player's response arrives later still, while the
 * inline `ytInitialPlayerResponse` stays what it was. That is the site's own behaviour (facts §1.3).
 */
(() => {
  const state = JSON.parse(document.getElementById('page-state').textContent);
  const player = document.getElementById(state.player);
  const picture = player.querySelector('video');

  const preview = (videoId, playable) => {
    picture.poster = `https://i.ytimg.com/vi/${videoId}/hqdefault.jpg`;
    if (playable) picture.src = `/site/preview/${videoId}.webm`;
    else picture.removeAttribute('src');
    picture.play().catch(() => picture.pause());
  };
  // After `load`, so that the picture is no part of the page's load time.
  addEventListener('load', () => setTimeout(preview, 0, state.videoId, state.playable));

  if (!state.modern) return;
  let response = window.sitePlayerResponse ?? window.ytInitialPlayerResponse;
  player.getPlayerResponse = () => response;

  const cookie = (name) =>
    document.cookie
      .split('; ')
      .find((one) => one.startsWith(`${name}=`))
      ?.slice(name.length + 1);

  /** Of who is logged in: by the cookie of his session, which stays here. */
  const signature = async () => {
    const { ytcfg } = window;
    if (!ytcfg.get('LOGGED_IN')) return {};
    const [channel, user] = ytcfg.get('DATASYNC_ID').split('||');
    const seconds = Math.floor(Date.now() / 1000);
    const session = cookie('SAPISID') ?? cookie('__Secure-3PAPISID');
    const text = `${user || channel} ${seconds} ${session} ${location.origin}`;
    const bytes = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text));
    const hash = [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0'));
    return {
      authorization: `SAPISIDHASH ${seconds}_${hash.join('')}_u`,
      'x-goog-authuser': ytcfg.get('SESSION_INDEX'),
      'x-origin': location.origin,
      ...(user && { 'x-goog-pageid': channel }),
    };
  };

  const ask = async (videoId) => {
    const { ytcfg } = window;
    const answer = await fetch('/youtubei/v1/player?prettyPrint=false', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-youtube-client-name': ytcfg.get('INNERTUBE_CONTEXT_CLIENT_NAME'),
        'x-youtube-client-version': ytcfg.get('INNERTUBE_CLIENT_VERSION'),
        'x-goog-visitor-id': ytcfg.get('VISITOR_DATA'),
        ...(await signature()),
      },
      body: JSON.stringify({ context: ytcfg.get('INNERTUBE_CONTEXT'), videoId }),
    });
    return answer.json();
  };

  const show = ({ playabilityStatus, videoDetails, streamingData }) => {
    document.title = `${videoDetails.title} - YouTube`;
    document.getElementById('eow-title').textContent = videoDetails.title;
    document.getElementById('owner').textContent = videoDetails.author;
    document.getElementById('description').textContent = videoDetails.shortDescription;
    player.querySelector('.ytp-error')?.remove();
    if (playabilityStatus.reason) {
      const says = document.createElement('div');
      says.className = 'ytp-error';
      says.append(document.createElement('h1'));
      says.firstChild.textContent = playabilityStatus.reason;
      player.append(says);
    }
    preview(videoDetails.videoId, streamingData !== undefined);
  };

  let navigation = 0;
  const navigate = async (url) => {
    navigation += 1;
    const mine = navigation;
    const videoId = url.searchParams.get('v');
    const detail = { pageType: 'watch', url: url.pathname + url.search };
    document.dispatchEvent(new CustomEvent('yt-navigate-finish', { bubbles: true, detail }));
    const answer = await ask(videoId);
    if (mine !== navigation) return;
    response = answer;
    show(answer);
  };

  const start = (url, push) => {
    const detail = { url: url.pathname + url.search };
    document.dispatchEvent(new CustomEvent('yt-navigate-start', { bubbles: true, detail }));
    if (push) history.pushState({}, '', url);
    setTimeout(navigate, 20, url);
  };

  addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-spa]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    start(new URL(link.href), true);
  });
  addEventListener('popstate', () => start(new URL(location.href), false));
})();
