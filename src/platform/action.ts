import browser from 'webextension-polyfill';

export interface Badge {
  readonly text: string;
  /** The button's tooltip and its name for screen readers. */
  readonly title: string;
  /** CSS colour. */
  readonly color: string;
}

/**
 * The button, in every tab. Never for one tab alone: Chromium has no way to take a tab's own title back.
 */
export async function showBadge({ text, title, color }: Badge): Promise<void> {
  await browser.action.setBadgeText({ text });
  await browser.action.setTitle({ title });
  await browser.action.setBadgeBackgroundColor({ color });
}
