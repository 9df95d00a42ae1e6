/** What a careless page reader would use is the page's own by now, and lies. */
(() => {
  const url = 'https://media.evil.example/videoplayback?itag=18';
  const stringify = JSON.stringify;
  const lie = {
    videoDetails: { videoId: 'FORGEDFORGE', title: 'FORGED' },
    streamingData: { formats: [{ itag: 18, url }] },
  };
  JSON.stringify = (value, ...rest) =>
    value?.videoDetails || value?.streamingData ? stringify(lie) : stringify(value, ...rest);
  window.structuredClone = () => lie;
  Object.prototype.toJSON = undefined;
  Object.defineProperty(Object.prototype, 'url', {
    configurable: true,
    get: () => url,
    set: () => undefined,
  });
  Array.prototype.includes = () => true;
  String.prototype.endsWith = () => true;
  String.prototype.startsWith = () => true;
  RegExp.prototype.test = () => true;
})();
