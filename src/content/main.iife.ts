import { fetchCaptions } from '../extract/youtube/fetch-captions';
import { fetchListPage } from '../extract/youtube/fetch-list-page';
import { receive } from '../platform/channel';
import type { ContentRequests } from '../protocol/content';
import { askPage } from './ask-page';
import { fetchPage } from './fetch-page';

receive<ContentRequests>('content', {
  readPage: () => askPage(document, AbortSignal.timeout(10_000)),
  fetchPage: ({ videoId }) =>
    fetchPage(document, (...asked) => fetch(...asked), videoId, AbortSignal.timeout(20_000)),
  fetchList: ({ url }) =>
    fetchListPage((...asked) => fetch(...asked), url, AbortSignal.timeout(20_000)),
  fetchCaptions: ({ url }) =>
    fetchCaptions((...asked) => fetch(...asked), url, AbortSignal.timeout(30_000)),
});
