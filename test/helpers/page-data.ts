import type { PageData } from '../../src/extract/youtube/page-data';
import { parsePageAnswer } from '../../src/extract/youtube/parse-page-answer';
import { watchUrl } from '../../src/extract/youtube/video-id';
import { videoId } from './fake-page-view';

/** What the border makes of a page's answer that says this. */
export const pageData = (says: Readonly<Record<string, unknown>>): PageData =>
  parsePageAnswer(
    JSON.stringify({ site: 'youtube', pageUrl: watchUrl(videoId), videoId, ...says }),
  );

/** A media address with these query parameters. */
export const media = (query: string): string =>
  `https://r1---sn-x.googlevideo.com/videoplayback?${query}`;

/** An entry of a stream map, its values percent-encoded. */
export const mapEntry = (entry: Readonly<Record<string, string>>): string =>
  new URLSearchParams(entry).toString();

/** A player response of today: 18 with an address, everything else by the streaming protocol (youtube.md §1.1). */
export const streamedResponse = {
  playabilityStatus: { status: 'OK', playableInEmbed: true },
  videoDetails: { videoId, title: 'Streamed', lengthSeconds: '61' },
  streamingData: {
    expiresInSeconds: '21540',
    formats: [{ itag: 18, url: media('itag=18&n=N18&expire=1780890130') }],
    adaptiveFormats: [
      {
        itag: 137,
        mimeType: 'video/mp4; codecs="avc1.640028"',
        lastModified: '1724100178355375',
        contentLength: '1000',
      },
      {
        itag: 140,
        mimeType: 'audio/mp4; codecs="mp4a.40.2"',
        lastModified: '1724100178355376',
        xtags: 'ChEKBWFjb250EghvcmlnaW5hbAoKCgRsYW5nEgJlbg',
      },
    ],
    serverAbrStreamingUrl: media('sabr=1&n=NSABR&expire=1780890130'),
  },
  playerConfig: {
    mediaCommonConfig: {
      mediaUstreamerRequestConfig: { videoPlaybackUstreamerConfig: 'Q29uZmln' },
    },
  },
};
