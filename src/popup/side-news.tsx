import { errorSentence } from '../ui/error-sentence';
import { type MessageKey, t } from '../ui/text';
import type { SideOutcome } from './side-outcome';

interface SideNewsProps {
  readonly outcome: SideOutcome;
  readonly saving: MessageKey;
  readonly saved: MessageKey;
}

/** What became of the last press, for those who look and those who listen. */
export const SideNews = ({ outcome, saving, saved }: SideNewsProps) => (
  <div class="side-news" aria-live="polite">
    {outcome.kind === 'saving' && <p>{t(saving)}</p>}
    {outcome.kind === 'saved' && <p>{t(saved)}</p>}
    {outcome.kind === 'failed' && (
      <p>
        {errorSentence(outcome.error, t)} <small>{t('errorCode', outcome.error.code)}</small>
      </p>
    )}
  </div>
);
