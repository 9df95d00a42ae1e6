import { receive } from '../platform/channel';
import type { ContentRequests } from '../protocol/content';
import { askPage } from './ask-page';

receive<ContentRequests>('content', {
  readPage: () => askPage(document, AbortSignal.timeout(10_000)),
});
