import type { ReadonlySignal } from '@preact/signals';
import { Announcer } from '../ui/announcer';
import { JobsPage } from './jobs-page';
import { Navigation } from './navigation';
import type { QueueModels } from './queue-models';
import type { Route } from './route';
import type { SettingsModels } from './settings-models';
import { SettingsPage } from './settings-page';

interface ManagerProps {
  readonly route: ReadonlySignal<Route>;
  readonly queue: QueueModels;
  readonly settings: SettingsModels;
}

export const Manager = ({ route, queue, settings }: ManagerProps) => (
  <>
    <Navigation route={route} active={queue.jobs.activeCount} />
    <main>
      {route.value === 'jobs' ? <JobsPage models={queue} /> : <SettingsPage models={settings} />}
    </main>
    <Announcer model={queue.jobs} />
  </>
);
