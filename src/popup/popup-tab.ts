import { ReelkeepError } from '../errors';
import type { TabInfo } from '../platform/tabs';

/**
 * The tab this popup is for: `?tabId=N` in its own address, as when it is opened in a tab of its own,
 * else the one a person looks at.
 * @throws not-a-video-page where there is none.
 */
export async function popupTab(
  search: string,
  activeTab: () => Promise<Pick<TabInfo, 'id'> | undefined>,
): Promise<number> {
  const named = new URLSearchParams(search).get('tabId');
  if (named !== null && /^\d{1,10}$/.test(named)) return Number(named);
  const tab = await activeTab();
  if (!tab) throw new ReelkeepError('not-a-video-page', 'No tab is in front.');
  return tab.id;
}
