import type { ReadonlySignal } from '@preact/signals';
import type { JobsModel } from '../ui/jobs-model';
import { JobsPage } from './jobs-page';
import { Navigation } from './navigation';
import type { Route } from './route';
import type { SettingsModel } from './settings-model';
import { SettingsPage } from './settings-page';
import type { ShortcutsModel } from './shortcuts-model';

interface ManagerProps {
  readonly route: ReadonlySignal<Route>;
  readonly jobs: JobsModel;
  readonly settings: SettingsModel;
  readonly shortcuts: ShortcutsModel;
}

export const Manager = ({ route, jobs, settings, shortcuts }: ManagerProps) => (
  <>
    <Navigation route={route.value} running={jobs.active.value.length} />
    <main>
      {route.value === 'jobs' ? (
        <JobsPage model={jobs} />
      ) : (
        <SettingsPage model={settings} shortcuts={shortcuts} />
      )}
    </main>
  </>
);
