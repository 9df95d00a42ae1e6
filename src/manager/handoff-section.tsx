import { errorSentence } from '../ui/error-sentence';
import { formatCount } from '../ui/format-count';
import { t } from '../ui/text';
import { HandoffCard } from './handoff-card';
import type { HandoffsModel } from './handoffs-model';

/** What was handed to the person's own aria2. */
export const HandoffSection = ({ model }: { readonly model: HandoffsModel }) => {
  const handoffs = model.handoffs.value;
  const failure = model.failure.value;
  if (handoffs.length === 0) return null;
  return (
    <section class="job-section" aria-labelledby="handoffs">
      <div class="section-head">
        <h2 id="handoffs">
          {t('handoffs')} <span>{formatCount(handoffs.length)}</span>
        </h2>
      </div>
      {failure && (
        <p class="banner" role="status">
          {errorSentence(failure, t)}
        </p>
      )}
      <ul class="job-lists">
        {handoffs.map((handoff) => (
          <li class="job-row" key={handoff.id}>
            <HandoffCard handoff={handoff} model={model} />
          </li>
        ))}
      </ul>
    </section>
  );
};
