import { IconButton } from '../ui/icon-button';
import type { JobsModel } from '../ui/jobs-model';
import { queueWords } from '../ui/queue-words';
import { t } from '../ui/text';
import type { Leave } from './popup';

interface PopupFooterProps {
  readonly jobs: Pick<JobsModel, 'loaded' | 'lost' | 'unread' | 'activeCount'>;
  readonly openManager: Leave['openManager'];
}

export const PopupFooter = ({ jobs, openManager }: PopupFooterProps) => (
  <footer class="popup-footer">
    <p class={jobs.lost.value ? 'engine-lost' : undefined}>{footerWords(jobs)}</p>
    <IconButton
      icon="download"
      label={t('openDownloads')}
      onPress={() => void openManager('#jobs')}
    />
    <IconButton
      icon="settings"
      label={t('openSettings')}
      onPress={() => void openManager('#settings')}
    />
  </footer>
);

function footerWords({ loaded, lost, unread, activeCount }: PopupFooterProps['jobs']): string {
  if (lost.value || unread.value) return t('engineLost');
  return loaded.value ? queueWords(activeCount.value) : '';
}
