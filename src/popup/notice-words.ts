import type { PageView } from '../protocol/background';
import { errorSentence } from '../ui/error-sentence';
import { t } from '../ui/text';
import type { Notice, PageState } from './page-model';

/** What could not begin, by name unless it is the video shown, and why, unless the page's own error says so. */
export function noticeWords({ error, title }: Notice, page: PageState): [string, string] {
  // A tab's title has more in it than the video's: a count before it, the site's name behind.
  const shown = page.kind === 'ready' && title?.includes(titleOf(page.view)) === true;
  const what = title && !shown ? t('saveNotBegun', title) : t('lastSaveFailed');
  const saidBelow = page.kind === 'failed' && page.error.code === error.code;
  return [what, saidBelow ? '' : errorSentence(error, t)];
}

function titleOf(view: PageView): string {
  switch (view.kind) {
    case 'video':
      return view.video.title;
    case 'collection':
      return view.collection.title;
    case 'list':
      return view.list.title;
  }
}
