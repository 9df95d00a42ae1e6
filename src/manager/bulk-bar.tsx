import { useSignal } from '@preact/signals';
import { errorSentence } from '../ui/error-sentence';
import { formatCount } from '../ui/format-count';
import { t } from '../ui/text';
import { BulkButton } from './bulk-button';
import type { BulkModel } from './bulk-model';
import { ConfirmDialog } from './confirm-dialog';

/** For all that run or wait at once. */
export const BulkBar = ({ model }: { model: BulkModel }) => {
  const asking = useSignal(false);
  const count = model.activeCount.value;
  const { busy, failure, canPause, canResume } = model;
  return (
    <>
      {count > 0 && (
        <fieldset class="bulk" aria-label={t('allJobs')}>
          <BulkButton
            action="pause-all"
            name={t('pauseAll')}
            unavailable={busy.value || !canPause.value}
            onPress={() => void model.pauseAll()}
          />
          <BulkButton
            action="resume-all"
            name={t('resumeAll')}
            unavailable={busy.value || !canResume.value}
            onPress={() => void model.resumeAll()}
          />
          <BulkButton
            action="cancel-all"
            name={t('cancelAll')}
            unavailable={busy.value}
            onPress={() => {
              asking.value = true;
            }}
          />
        </fieldset>
      )}
      {failure.value && (
        <p class="settings-error" role="alert" title={t('errorCode', failure.value.code)}>
          {errorSentence(failure.value, t)}
        </p>
      )}
      {asking.value && (
        <ConfirmDialog
          title={t('cancelAllTitle', formatCount(count))}
          hint={t('cancelAllHint')}
          confirm={t('cancelAll')}
          onConfirm={() => void model.cancelAll()}
          onClose={() => {
            asking.value = false;
          }}
        />
      )}
    </>
  );
};
