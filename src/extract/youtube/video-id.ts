const idForm = /^[\w-]{11}$/;
/** `/shorts/ID`, `/live/ID`, `/embed/ID`, `/v/ID`. */
const pathForm = /^\/(?:shorts|live|embed|v)\/([^/?&]+)/;

const isYoutubeHost = (host: string): boolean => /(?:^|\.)youtube(?:-nocookie)?\.com$/.test(host);

/** The eleven characters that name the video a YouTube address shows; `undefined` for every other address. */
export function videoIdOf(address: string): string | undefined {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return undefined;
  }
  if (!/^https?:$/.test(url.protocol) || !isYoutubeHost(url.hostname)) return undefined;
  const id =
    url.pathname === '/watch' ? url.searchParams.get('v') : pathForm.exec(url.pathname)?.[1];
  return id && idForm.test(id) ? id : undefined;
}

/** The page a person would open. */
export const watchUrl = (videoId: string): string => `https://www.youtube.com/watch?v=${videoId}`;
