import { formatBytes } from '../ui/format-bytes';
import { formatCount } from '../ui/format-count';
import { t } from '../ui/text';
import type { CollectionOutcome, ItemSave } from './collection-model';
import { ErrorPanel } from './error-panel';
import type { PageModel } from './page-model';
import type { Leave } from './popup';

interface CollectionSaveProps {
  readonly model: ItemSave;
  readonly page: PageModel;
  readonly leave: Leave;
}

/** The button says how many it will save, and what came of it; a failure takes its place. */
export const CollectionSave = ({ model, page, leave }: CollectionSaveProps) => {
  const outcome = model.outcome.value;
  if (outcome.kind !== 'failed') return <SaveButton model={model} />;
  return (
    <ErrorPanel
      error={outcome.error}
      again={outcome.error.code === 'other-video' ? page.load : model.save}
      allowAccess={page.allowAccess}
      leave={leave}
    />
  );
};

const SaveButton = ({ model }: Pick<CollectionSaveProps, 'model'>) => {
  const count = model.chosen.value.size;
  const outcome = model.outcome.value;
  const note = noteOf(outcome);
  return (
    <div class="save">
      <button
        type="button"
        class="save-main"
        disabled={count === 0}
        aria-busy={outcome.kind === 'starting'}
        onClick={() => void model.save()}
      >
        <span class="save-what">
          {outcome.kind === 'starting' ? t('starting') : t('saveItems', formatCount(count))}
        </span>{' '}
        <span class="save-note" title={note}>
          {note}
        </span>{' '}
        {model.bytes.value > 0 && (
          <span class="save-summary">{formatBytes(model.bytes.value)}</span>
        )}
      </button>
      {/* A button's words are not read out when they change: these are. */}
      <p class="unseen" role="status">
        {note}
      </p>
    </div>
  );
};

function noteOf(outcome: CollectionOutcome): string {
  if (outcome.kind !== 'begun') return '';
  const { started, alreadyRunning } = outcome;
  return started === 0 && alreadyRunning > 0
    ? t('itemsAlreadyRunning')
    : t('itemsBegun', formatCount(started));
}
