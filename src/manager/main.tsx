import { signal } from '@preact/signals';
import { createSender } from '../platform/channel';
import { message, uiLanguage } from '../platform/i18n';
import { dropPageWatch, requestPageWatch } from '../platform/page-responses';
import { dropHosts, holdsHosts, requestHosts } from '../platform/permissions';
import { connectPort } from '../platform/ports';
import { canKeepAwake, requestPower } from '../platform/power';
import { openShortcutPage } from '../platform/shortcut-page';
import { readShortcuts } from '../platform/shortcuts';
import { showFile } from '../platform/show-file';
import { showPage } from '../platform/show-page';
import { dropSignIn, requestSignIn, signInRedirect } from '../platform/sign-in';
import { onStored } from '../platform/storage';
import type { BackgroundRequests } from '../protocol/background';
import type { HandoffRequests } from '../protocol/handoff';
import { type JobsPortMessage, jobsPortName } from '../protocol/jobs-port';
import { JobsModel } from '../ui/jobs-model';
import { showScreen } from '../ui/show-screen';
import { wait } from '../ui/wait';
import { Aria2Model } from './aria2-model';
import { BulkModel } from './bulk-model';
import { HandoffsModel } from './handoffs-model';
import { LineModel } from './line-model';
import { Manager } from './manager';
import { PermittedSettingModel } from './permitted-setting-model';
import { ReportsModel } from './reports-model';
import { routeOf } from './route';
import { SettingsModel } from './settings-model';
import { ShortcutsModel } from './shortcuts-model';
import { SitesModel } from './sites-model';
import { StraysModel } from './strays-model';

const background = createSender<BackgroundRequests & HandoffRequests>('background');
const route = signal(routeOf(location.hash));
const settings = new SettingsModel(background);
const shortcuts = new ShortcutsModel({ read: readShortcuts, openPage: openShortcutPage });
const keepAwake = canKeepAwake
  ? new PermittedSettingModel({
      request: requestPower,
      change: (awake) => settings.change({ keepAwake: awake }),
    })
  : undefined;
const sites = new SitesModel({
  background,
  holds: holdsHosts,
  request: requestHosts,
  drop: dropHosts,
  signingIn: { redirect: signInRedirect(), request: requestSignIn, drop: dropSignIn },
});
// With all sites each of them is allowed, and none any more once they are given back.
const watchPages = new PermittedSettingModel({
  request: async () => {
    const isGiven = await requestPageWatch();
    await sites.load();
    return isGiven;
  },
  release: async () => {
    await dropPageWatch();
    await sites.load();
  },
  change: (watch) => settings.change({ watchPages: watch }),
});
const aria2 = new Aria2Model({ background, request: requestHosts });
const jobs = new JobsModel({
  background,
  connect: () => connectPort<never, JobsPortMessage>(jobsPortName),
  wait,
  showFile,
  showPage,
});
const queue = {
  jobs,
  bulk: new BulkModel({ background, jobs }),
  line: new LineModel(jobs),
  reports: new ReportsModel({
    background,
    copy: (text) => navigator.clipboard.writeText(text),
    wait,
  }),
  strays: new StraysModel(background),
  handoffs: new HandoffsModel({
    background,
    wait,
    isLookedAt: () => !document.hidden && route.peek() === 'jobs',
  }),
};

window.addEventListener('hashchange', () => {
  route.value = routeOf(location.hash);
  void queue.handoffs.follow();
});
showScreen({ message, uiLanguage: uiLanguage() }, () => (
  <Manager
    route={route}
    queue={queue}
    settings={{ settings, keepAwake, watchPages, shortcuts, sites, aria2 }}
  />
));
// Whoever changed the keys on the browser's page comes back to this one.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  void shortcuts.load();
  void queue.handoffs.follow();
});
// What is handed over meanwhile, from a popup in another window.
onStored('local', 'handoffs', queue.handoffs.follow);
void settings.load();
void shortcuts.load();
void sites.load();
void aria2.load();
void queue.strays.find();
void queue.handoffs.follow();
