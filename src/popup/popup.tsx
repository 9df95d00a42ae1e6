import type { JobsModel } from '../ui/jobs-model';
import type { CaptionsClients } from './captions-model';
import type { CollectionClients } from './collection-model';
import type { HandoffClients } from './handoff-model';
import type { ListClients } from './list-model';
import type { PageModel } from './page-model';
import { PageSection } from './page-section';
import type { PicturesClients } from './pictures-model';
import { PopupFooter } from './popup-footer';
import { RunningJobs } from './running-jobs';
import type { SaveClients } from './save-model';

/** What everything that saves from here asks. */
export type PopupClients = SaveClients &
  CollectionClients &
  ListClients &
  CaptionsClients &
  PicturesClients &
  HandoffClients;

/** Ways out of the popup. */
export interface Leave {
  readonly openManager: (hash: '#jobs' | '#settings') => Promise<void>;
  readonly close: () => void;
}

interface PopupProps {
  readonly page: PageModel;
  readonly jobs: JobsModel;
  readonly saveClients: PopupClients;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
  readonly leave: Leave;
}

export const Popup = ({ page, jobs, saveClients, openedAt, leave }: PopupProps) => (
  <div class="popup">
    <PageSection page={page} saveClients={saveClients} leave={leave} />
    <div class="popup-end">
      <RunningJobs model={jobs} openedAt={openedAt} />
      <PopupFooter jobs={jobs} openManager={leave.openManager} />
    </div>
  </div>
);
