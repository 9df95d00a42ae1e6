import { useComputed } from '@preact/signals';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { jobName } from '../ui/job-name';
import type { JobEntry } from '../ui/job-store';
import { t } from '../ui/text';
import type { ReportsModel } from './reports-model';

interface CopyReportProps {
  readonly entry: JobEntry;
  readonly model: ReportsModel;
  readonly look: 'icon' | 'words';
}

/** Puts the job's log on the clipboard, and says so in its own place. */
export const CopyReport = ({ entry, model, look }: CopyReportProps) => {
  const { id, view } = entry;
  const state = useComputed(() => {
    const { value } = model.state;
    return value.kind !== 'none' && value.jobId === id ? value.kind : 'none';
  }).value;
  const words = t(wordsOf[state]);
  const icon = state === 'copied' ? 'done' : state === 'failed' ? 'warning' : 'copy';
  const onPress = () => void model.copyReport(id);
  if (look === 'icon') {
    const label = state === 'none' ? t('copyReportOf', jobName(view.value)) : words;
    return <IconButton icon={icon} label={label} action="copy-report" onPress={onPress} />;
  }
  return (
    <button type="button" class="plain-button" data-action="copy-report" onClick={onPress}>
      <Icon name={icon} />
      {words}
    </button>
  );
};

const wordsOf = {
  none: 'copyReport',
  copied: 'reportCopied',
  failed: 'reportNotCopied',
} as const;
