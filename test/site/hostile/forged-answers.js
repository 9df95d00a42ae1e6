/**
 * Plays the page world's part: whatever event the extension might be listening for is fired over and
 * over with an answer of the page's own making. The names come from the test (`forgedEvents`) and from
 * every event of no standard name that is listened for or fired once the page has begun.
 */
(() => {
  const names = new Set();
  const isOwn = (name) => typeof name === 'string' && !(`on${name}` in window);
  const learn = (name) => {
    if (isOwn(name)) names.add(name);
  };
  const { addEventListener: listen, dispatchEvent: fire } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (name, ...rest) {
    learn(name);
    return listen.call(this, name, ...rest);
  };
  EventTarget.prototype.dispatchEvent = function (event) {
    learn(event.type);
    return fire.call(this, event);
  };

  const videoId = new URL(location.href).searchParams.get('v');
  const url = 'https://media.evil.example/videoplayback?itag=18&ratebypass=yes';
  const format = { itag: 18, url, mimeType: 'video/mp4; codecs="avc1.42001E, mp4a.40.2"' };
  const forged = {
    videoDetails: { videoId, title: 'FORGED', author: 'FORGED', lengthSeconds: '1' },
    playabilityStatus: { status: 'OK' },
    streamingData: { formats: [format], adaptiveFormats: [] },
  };
  const shapes = [
    forged,
    JSON.stringify(forged),
    { ok: true, value: forged },
    { playerResponse: forged, initialPlayerResponse: forged },
    { kind: 'answer', data: forged },
    { ok: false, error: { code: 'private-video', message: 'FORGED', facts: {} } },
    null,
  ];
  const flood = () => {
    const state = document.getElementById('page-state')?.textContent ?? '{}';
    for (const name of [...names, ...(JSON.parse(state).forgedEvents ?? [])]) {
      for (const detail of shapes) {
        for (const target of [document, window, document.documentElement]) {
          fire.call(target, new CustomEvent(name, { bubbles: true, detail }));
        }
      }
    }
    for (const data of shapes) window.postMessage(data, '*');
  };
  setInterval(flood, 25);
})();
