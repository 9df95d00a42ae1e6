import type { PageView, PlayerState } from '../../src/extract/youtube/page-view';
import { watchUrl } from '../../src/extract/youtube/video-id';

export const videoId = 'aaaaaaaaaaa';
export const otherId = 'bbbbbbbbbbb';

interface Given {
  readonly url?: string;
  readonly loadedUrl?: string;
  readonly globals?: Readonly<Record<string, unknown>>;
  readonly players?: readonly PlayerState[];
  readonly text?: string;
  readonly meta?: Readonly<Record<string, string>>;
  readonly notice?: string;
}

/** A page of `videoId`, empty but for what is given. */
export function fakePageView(given: Given = {}): PageView {
  const url = given.url ?? watchUrl(videoId);
  return {
    url,
    loadedUrl: given.loadedUrl ?? url,
    global: (name) => given.globals?.[name],
    players: () => given.players ?? [],
    text: () => given.text ?? '',
    metaContent: (property) => given.meta?.[property],
    notice: () => given.notice,
  };
}

/** A player response that plays, of a title that tells where it was found. */
export const playable = (title: string, id = videoId) => ({
  playabilityStatus: { status: 'OK' },
  videoDetails: { videoId: id, title },
  streamingData: { formats: [{ itag: 18, url: 'https://r1.googlevideo.com/videoplayback?id=1' }] },
});

export const player = (response: unknown, id?: string): PlayerState => ({ response, videoId: id });
