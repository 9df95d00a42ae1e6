import { receive } from '../platform/channel';
import { onCommand } from '../platform/commands';
import { dropDownload, onDownloadEnded, saveStatus, startDownload } from '../platform/downloads';
import { receiveExternal } from '../platform/external';
import { message, uiLanguage } from '../platform/i18n';
import { onMenuClick, setPageMenu } from '../platform/menus';
import { onPageResponse, onTabClosed } from '../platform/page-responses';
import { onPrivateEnd } from '../platform/private-windows';
import { setPageHosts } from '../platform/request-headers';
import { inPrivateWindow, onInstalled, onStartup } from '../platform/runtime';
import type { BackgroundRequests, EngineEvents } from '../protocol/background';
import type { HandoffRequests } from '../protocol/handoff';
import { provideText, t } from '../ui/text';
import { answerCaller } from './answer-caller';
import { clearAlarm, heard, showProgress } from './badge';
import { completeJob } from './complete-job';
import { moreOfList } from './describe-list';
import { describePage } from './describe-page';
import { wakenEngine } from './engine';
import { guardEngine, watchEngine } from './engine-guard';
import { handoffRequests } from './handoff-requests';
import { hearPlayers } from './heard-tokens';
import { jobCommands } from './job-commands';
import { dropPrivateNotices, takeNotice } from './notices';
import { dropPrivateTokens } from './page-tokens';
import { dropFleetingPlans } from './plan-cache';
import { renewSources } from './renew-sources';
import { saveCaptions } from './save-captions';
import { saveItems } from './save-items';
import { saveList } from './save-list';
import { saveAtOnce, savePage } from './save-page';
import { savePictures } from './save-pictures';
import { rememberSaved } from './saved-items';
import { forgetSeen, seeResponse } from './seen-streams';
import { loadEngineSettings, loadSettings, storeSettings, watchSettings } from './settings-store';
import { siteRequests } from './site-requests';
import { stayAwake } from './stay-awake';
import { videoPages } from './video-pages';

provideText(message, uiLanguage());

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
watchEngine();
watchSettings();
onPageResponse(seeResponse);
onTabClosed(forgetSeen);
onMenuClick('save-video', saveHeard);
onCommand('save-video', saveHeard);
onDownloadEnded(async (downloadId, url, outcome) => {
  const engine = await wakenEngine();
  await engine.saveChanged({ downloadId, url, outcome });
});
onPrivateEnd(async () => {
  dropPrivateNotices();
  dropFleetingPlans();
  dropPrivateTokens();
  // Also where none runs: one that was ended may have left their files behind.
  await (await wakenEngine()).endPrivate({});
});

hearPlayers();
receiveExternal(answerCaller);
receive<BackgroundRequests & HandoffRequests & EngineEvents>('background', {
  ...jobCommands,
  describePage: ({ tabId, track }) => describePage(tabId, track),
  saveVideo: savePage,
  saveItems,
  moreOfList,
  saveList,
  saveCaptions,
  savePictures,
  wakeEngine: async () => {
    await wakenEngine();
  },
  takeNotice: async ({ tabId }) => {
    await clearAlarm();
    return (await takeNotice(tabId)) ?? {};
  },
  ...handoffRequests,
  ...siteRequests,
  getSettings: loadSettings,
  setSettings: storeSettings,
  engineSettings: loadEngineSettings,
  saveFile: async ({ url, file, origin }) => ({
    downloadId: await startDownload(url, file, origin),
  }),
  itemSaved: rememberSaved,
  saveStatus,
  dropSave: ({ downloadId }) => dropDownload(downloadId),
  renewSources,
  completeJob,
  pageHostsChanged: ({ hosts }) => setPageHosts(hosts),
  progressChanged: async (news) => {
    await showProgress(news);
    await guardEngine(news.unfinished ?? news.running);
    await stayAwake(news.running);
  },
});
