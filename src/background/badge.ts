import { type ErrorData, toErrorData } from '../errors';
import { type Badge, showBadge } from '../platform/action';
import { storedValue } from '../platform/storage';
import { tabInfo } from '../platform/tabs';
import type { EngineEvents } from '../protocol/background';
import { errorSentence } from '../ui/error-sentence';
import { t } from '../ui/text';
import { keepNotice } from './notices';

const accent = '#0f6b5c';
const alarm = '#b3261e';

/** Set while "!" stands: it stays until a person has looked or asked for something new. */
const alarmed = storedValue('session', 'badge-alarmed');

const blank = (): Badge => ({ text: '', title: t('actionTitle'), color: accent });

const running = (percent: number | undefined): Badge => {
  if (percent === undefined) return { text: '…', title: t('badgeStarting'), color: accent };
  const whole = String(Math.floor(percent));
  return { text: `${whole}%`, title: t('badgeSaving', whole), color: accent };
};

/** Something was asked for: heard at once, before anything is known of it. */
export async function showStart(): Promise<void> {
  await alarmed.remove();
  await showBadge(running(undefined));
}

/** A person looks: what "!" had to say is told in the popup from now on. */
export async function clearAlarm(): Promise<void> {
  if ((await alarmed.read()) === undefined) return;
  await alarmed.remove();
  await showBadge(blank());
}

/** "!", with the reason in the button's title. On every tab: the one that asked may be closed. */
async function raiseAlarm(error: ErrorData): Promise<void> {
  await alarmed.write(true);
  await showBadge({ text: '!', title: errorSentence(error, t), color: alarm });
}

type News = Parameters<EngineEvents['progressChanged']>[0];

/** The percent over all that runs; nothing once nothing runs; "!" for what failed, until somebody looks. */
export async function showProgress({ running: jobs, percent, ended }: News): Promise<void> {
  for (const { error } of ended) {
    // Who closed the browser's save dialog needs no alarm about it.
    if (error && error.code !== 'save-cancelled') await raiseAlarm(error);
  }
  if ((await alarmed.read()) !== undefined) return;
  await showBadge(jobs === 0 ? blank() : running(percent));
}

/** Runs what began without the popup. Its failure is heard, and told by the popup of that tab. */
export async function heard(tabId: number, work: () => Promise<unknown>): Promise<void> {
  try {
    await showStart();
    await work();
  } catch (thrown) {
    const error = toErrorData(thrown);
    const { title, isPrivate } = (await tabInfo(tabId)) ?? {};
    const notice = { error, ...(title === undefined ? {} : { title }) };
    await keepNotice(tabId, notice, isPrivate ? 'private' : 'ordinary');
    await raiseAlarm(error);
  }
}
