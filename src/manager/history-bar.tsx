import { useSignal } from '@preact/signals';
import { formatCount } from '../ui/format-count';
import { t } from '../ui/text';
import { BulkButton } from './bulk-button';
import type { BulkModel } from './bulk-model';
import { ConfirmDialog } from './confirm-dialog';

/** For what has ended. Only what failed has something to lose: its parts. */
export const HistoryBar = ({ model }: { model: BulkModel }) => {
  const asking = useSignal(false);
  const failed = model.failedCount.value;
  const busy = model.busy.value;
  return (
    <fieldset class="bulk" aria-label={t('jobsEnded')}>
      {failed > 0 && (
        <>
          <BulkButton
            action="retry-failed"
            name={t('retryFailed')}
            unavailable={busy}
            onPress={() => void model.retryFailed()}
          />
          <BulkButton
            action="remove-failed"
            name={t('removeFailed')}
            unavailable={busy}
            onPress={() => {
              asking.value = true;
            }}
          />
        </>
      )}
      <BulkButton
        action="clear-finished"
        name={t('clearFinished')}
        unavailable={busy || model.finishedCount.value === 0}
        onPress={() => void model.clearFinished()}
      />
      {asking.value && (
        <ConfirmDialog
          title={t('removeFailedTitle', formatCount(failed))}
          hint={t('removeFailedHint')}
          confirm={t('removeFailed')}
          onConfirm={() => void model.removeFailed()}
          onClose={() => {
            asking.value = false;
          }}
        />
      )}
    </fieldset>
  );
};
