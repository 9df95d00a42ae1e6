import { createSender } from '../platform/channel';
import { message, uiLanguage } from '../platform/i18n';
import { requestHosts } from '../platform/permissions';
import { connectPort } from '../platform/ports';
import { showFile } from '../platform/show-file';
import { showPage } from '../platform/show-page';
import { activeTab, openManager } from '../platform/tabs';
import type { BackgroundRequests } from '../protocol/background';
import type { HandoffRequests } from '../protocol/handoff';
import { type JobsPortMessage, jobsPortName } from '../protocol/jobs-port';
import { JobsModel } from '../ui/jobs-model';
import { showScreen } from '../ui/show-screen';
import { wait } from '../ui/wait';
import { PageModel } from './page-model';
import { Popup } from './popup';
import { popupTab } from './popup-tab';

const background = createSender<BackgroundRequests & HandoffRequests>('background');
const tab = popupTab(location.search, activeTab);
const tabId = () => tab;

const page = new PageModel({ background, tabId, requestHosts });
const jobs = new JobsModel({
  background,
  connect: () => connectPort<never, JobsPortMessage>(jobsPortName),
  wait,
  showFile,
  showPage,
});

const open = async (hash: '#jobs' | '#settings') => {
  await openManager(hash);
  window.close();
};

showScreen({ message, uiLanguage: uiLanguage() }, () => (
  <Popup
    page={page}
    jobs={jobs}
    saveClients={{ background, tabId, requestHosts }}
    openedAt={Date.now()}
    leave={{ openManager: open, close: () => window.close() }}
  />
));
void page.load();
