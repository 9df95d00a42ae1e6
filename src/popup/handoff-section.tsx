import { type ReadonlySignal, useModel } from '@preact/signals';
import type { HandoffPieces } from '../jobs/can-hand-over';
import type { VideoView } from '../protocol/background';
import { choiceSummary } from '../ui/choice-words';
import { type MessageKey, t } from '../ui/text';
import { type HandoffClients, HandoffModel, handoffOffers } from './handoff-model';
import { SideNews } from './side-news';

interface HandoffSectionProps {
  readonly video: VideoView;
  readonly clients: HandoffClients;
  /** Of the person's aria2. */
  readonly address: string;
  readonly fileName: ReadonlySignal<string>;
}

const hints = {
  one: 'handoffOneFile',
  two: 'handoffTwoFiles',
  several: 'handoffSeveralFiles',
} as const satisfies Record<HandoffPieces, MessageKey>;

/** Has the person's own aria2 fetch it. Folded; not there unless a person has set it up. */
export const HandoffSection = ({ video, clients, address, fileName }: HandoffSectionProps) => {
  const model = useModel(() => new HandoffModel(clients, address, () => fileName.peek()));
  const offers = handoffOffers(video);
  const [first] = offers;
  const offer = offers.find(({ choice }) => choice.id === model.chosen.value) ?? first;
  const outcome = model.outcome.value;
  return (
    <details class="side handoff" name="side">
      <summary>{t('handoff')}</summary>
      {offer ? (
        <>
          <div class="side-wishes">
            <select
              class="wide"
              aria-label={t('handoffChoice')}
              value={offer.choice.id}
              onChange={({ currentTarget }) => model.choose(currentTarget.value)}
            >
              {offers.map(({ choice }) => (
                <option key={choice.id} value={choice.id}>
                  {choiceSummary(choice)}
                </option>
              ))}
            </select>
            <button
              type="button"
              class="plain-button"
              aria-busy={outcome.kind === 'saving'}
              onClick={() => void model.send(video, offer.choice.id)}
            >
              {t('handoffSend')}
            </button>
          </div>
          <p class="side-hint">{t(hints[offer.pieces])}</p>
        </>
      ) : (
        <p class="side-hint">{t('handoffNone')}</p>
      )}
      <SideNews outcome={outcome} saving={t('handoffSending')} saved={t('handoffSent')} />
    </details>
  );
};
