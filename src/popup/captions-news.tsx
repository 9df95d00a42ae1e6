import { errorSentence } from '../ui/error-sentence';
import { t } from '../ui/text';
import type { CaptionsOutcome } from './captions-model';

/** What became of the last press, for those who look and those who listen. */
export const CaptionsNews = ({ outcome }: { outcome: CaptionsOutcome }) => (
  <div class="captions-news" aria-live="polite">
    {outcome.kind === 'saving' && <p>{t('captionsSaving')}</p>}
    {outcome.kind === 'saved' && <p>{t('captionsSaved')}</p>}
    {outcome.kind === 'failed' && (
      <p class="problem">
        {errorSentence(outcome.error, t)} <small>{t('errorCode', outcome.error.code)}</small>
      </p>
    )}
  </div>
);
