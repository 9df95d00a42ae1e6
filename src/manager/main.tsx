import { signal } from '@preact/signals';
import { createSender } from '../platform/channel';
import { message, uiLanguage } from '../platform/i18n';
import { connectPort } from '../platform/ports';
import { openShortcutPage } from '../platform/shortcut-page';
import { readShortcuts } from '../platform/shortcuts';
import type { BackgroundRequests } from '../protocol/background';
import { type JobsPortMessage, jobsPortName } from '../protocol/jobs-port';
import { JobsModel } from '../ui/jobs-model';
import { showScreen } from '../ui/show-screen';
import { wait } from '../ui/wait';
import { Manager } from './manager';
import { routeOf } from './route';
import { SettingsModel } from './settings-model';
import { ShortcutsModel } from './shortcuts-model';

const background = createSender<BackgroundRequests>('background');
const route = signal(routeOf(location.hash));
const settings = new SettingsModel(background);
const shortcuts = new ShortcutsModel({ read: readShortcuts, openPage: openShortcutPage });
const jobs = new JobsModel({
  background,
  connect: () => connectPort<never, JobsPortMessage>(jobsPortName),
  wait,
});

window.addEventListener('hashchange', () => {
  route.value = routeOf(location.hash);
});
showScreen({ message, uiLanguage: uiLanguage() }, () => (
  <Manager route={route} jobs={jobs} settings={settings} shortcuts={shortcuts} />
));
// Whoever changed the keys on the browser's page comes back to this one.
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) void shortcuts.load();
});
void settings.load();
void shortcuts.load();
