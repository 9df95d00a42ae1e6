import { IconButton } from '../ui/icon-button';
import { jobName } from '../ui/job-name';
import type { JobEntry } from '../ui/job-store';
import { t } from '../ui/text';

export const MoreButton = ({ entry }: { entry: JobEntry }) => (
  <IconButton
    icon="more"
    label={t('moreForJob', jobName(entry.view.value))}
    action="more"
    expanded={entry.isOpen.value}
    onPress={() => {
      entry.isOpen.value = !entry.isOpen.value;
    }}
  />
);
