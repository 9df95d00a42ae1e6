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

  const ask = async (videoId) => {
    const answer = await fetch('/youtubei/v1/player?prettyPrint=false', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ context: window.ytcfg.get('INNERTUBE_CONTEXT'), videoId }),
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
