import { errorSentence } from '../ui/error-sentence';
import { t } from '../ui/text';
import type { SideOutcome } from './side-outcome';

interface SideNewsProps {
  readonly outcome: SideOutcome;
  readonly saving: string;
  readonly saved: string;
}

/** What became of the last press, for those who look and those who listen. */
export const SideNews = ({ outcome, saving, saved }: SideNewsProps) => (
  <div class="side-news" aria-live="polite">
    {outcome.kind === 'saving' && <p>{saving}</p>}
    {outcome.kind === 'saved' && <p>{saved}</p>}
    {outcome.kind === 'failed' && (
      <p>
        {errorSentence(outcome.error, t)} <small>{t('errorCode', outcome.error.code)}</small>
      </p>
    )}
  </div>
);
