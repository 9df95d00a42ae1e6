import { errorSentence } from '../ui/error-sentence';
import { formatBytes } from '../ui/format-bytes';
import { t } from '../ui/text';
import type { StraysModel } from './strays-model';

/** Offers to give the room back that parts of forgotten downloads take. */
export const StraysBanner = ({ model }: { model: StraysModel }) => {
  const state = model.state.value;
  if (state.kind === 'none') return null;
  const size = formatBytes(state.bytes);
  return (
    <section class="banner">
      <p role="status">
        {state.kind === 'removed' ? t('straysRemoved', size) : t('straysFound', size)}{' '}
        {state.kind === 'failed' && <span class="problem">{errorSentence(state.error, t)}</span>}
      </p>
      {state.kind !== 'removed' && (
        <button
          type="button"
          class="plain-button"
          aria-disabled={state.kind === 'removing'}
          onClick={() => void model.remove()}
        >
          {t('straysRemove')}
        </button>
      )}
    </section>
  );
};
