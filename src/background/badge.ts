import { type ErrorData, toErrorData } from '../errors';
import { type Badge, clearTabBadge, showBadge } from '../platform/action';
import type { EngineEvents } from '../protocol/background';
import { errorSentence } from '../ui/error-sentence';
import { t } from '../ui/text';
import { keepNotice } from './notices';

const accent = '#0f6b5c';
const alarm = '#b3261e';
const blank: Badge = { text: '', title: '', color: accent };

/** Heard at once: the tab that was asked shows that something began. */
export const showStart = (tabId: number): Promise<void> =>
  showBadge({ text: '…', title: t('badgeStarting'), color: accent }, tabId);

/** The tab shows what all tabs show again. */
export const clearFailure = (tabId: number): Promise<void> => clearTabBadge(tabId);

/** "!" on the tab that asked, with the reason in the button's title; the popup tells it again. */
export async function reportFailure(error: ErrorData, tabId: number | undefined): Promise<void> {
  await showBadge({ text: '!', title: errorSentence(error, t), color: alarm }, tabId);
  if (tabId !== undefined) await keepNotice(tabId, error);
}

/** The percent over all that runs; nothing once nothing runs. */
export async function showProgress({
  running,
  percent,
  ended,
}: Parameters<EngineEvents['progressChanged']>[0]): Promise<void> {
  await showBadge(running === 0 ? blank : runningBadge(percent));
  for (const { tabId, error } of ended) {
    if (error) await reportFailure(error, tabId);
  }
}

function runningBadge(percent: number | undefined): Badge {
  if (percent === undefined) return { text: '…', title: t('badgeStarting'), color: accent };
  const whole = String(Math.floor(percent));
  return { text: `${whole}%`, title: t('badgeSaving', whole), color: accent };
}

/** Runs what began without the popup, and makes its failure heard. */
export async function heard(tabId: number, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
    await clearTabBadge(tabId);
  } catch (thrown) {
    await reportFailure(toErrorData(thrown), tabId);
  }
}
