import { receive } from '../platform/channel';
import { onCommand } from '../platform/commands';
import { dropDownload, onDownloadEnded, startDownload } from '../platform/downloads';
import { message, uiLanguage } from '../platform/i18n';
import { onMenuClick, setPageMenu } from '../platform/menus';
import { inPrivateWindow, onInstalled, onStartup } from '../platform/runtime';
import type { BackgroundRequests, EngineEvents } from '../protocol/background';
import { provideText, t } from '../ui/text';
import { clearAlarm, heard, showProgress } from './badge';
import { describeVideo } from './describe-video';
import { wakenEngine } from './engine';
import { takeNotice } from './notices';
import { renewAddresses } from './renew-addresses';
import { saveAtOnce, saveVideo } from './save-video';
import { loadSettings, storeSettings } from './settings-store';

provideText(message, uiLanguage());

const videoPages = ['*://*.youtube.com/*', '*://*.youtube-nocookie.com/*'];

const saveHeard = (tabId: number): Promise<void> => heard(tabId, () => saveAtOnce(tabId));
const showMenu = (): Promise<void> =>
  setPageMenu({ id: 'save-video', title: t('menuDownload'), pages: videoPages });

onInstalled(async () => {
  await showMenu();
  await wakenEngine();
});
// A private window's worker is one of its own, for which nothing was ever installed.
if (inPrivateWindow()) void showMenu();
onStartup(async () => {
  await wakenEngine();
});
onMenuClick('save-video', saveHeard);
onCommand('save-video', saveHeard);
onDownloadEnded(async (downloadId, outcome) => {
  const engine = await wakenEngine();
  await engine.saveChanged({ downloadId, outcome });
});

receive<BackgroundRequests & EngineEvents>('background', {
  describeVideo: ({ tabId }) => describeVideo(tabId),
  saveVideo,
  cancelJob: async ({ jobId }) => (await wakenEngine()).cancel({ id: jobId }),
  forgetJob: async ({ jobId }) => (await wakenEngine()).forget({ id: jobId }),
  retryJob: async ({ jobId }) => (await wakenEngine()).retry({ id: jobId }),
  wakeEngine: async () => {
    await wakenEngine();
  },
  takeNotice: async ({ tabId }) => {
    await clearAlarm();
    return (await takeNotice(tabId)) ?? {};
  },
  getSettings: loadSettings,
  setSettings: storeSettings,
  saveFile: async ({ url, file }) => ({ downloadId: await startDownload(url, file) }),
  renewAddresses,
  dropSave: ({ downloadId }) => dropDownload(downloadId),
  progressChanged: showProgress,
});
