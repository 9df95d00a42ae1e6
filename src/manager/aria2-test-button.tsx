import { errorSentence } from '../ui/error-sentence';
import { t } from '../ui/text';
import type { Aria2Model } from './aria2-model';

interface Aria2TestButtonProps {
  readonly model: Aria2Model;
  readonly address: string;
}

export const Aria2TestButton = ({ model, address }: Aria2TestButtonProps) => {
  const test = model.test.value;
  return (
    <div class="secret-line">
      <button
        class="plain-button"
        type="button"
        data-action="test-aria2"
        aria-busy={test.kind === 'asking'}
        onClick={() => void model.ask(address)}
      >
        {t('aria2Test')}
      </button>
      <p role="status" class={test.kind === 'failed' ? 'field-error' : 'hint'}>
        {test.kind === 'answers' && t('aria2Answers', test.version)}
        {test.kind === 'failed' && errorSentence(test.error, t)}
      </p>
    </div>
  );
};
