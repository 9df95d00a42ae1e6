import { errorSentence } from '../ui/error-sentence';
import { t } from '../ui/text';
import type { PermittedSettingModel } from './permitted-setting-model';
import { SwitchSetting } from './switch-setting';

interface PermittedSettingProps {
  readonly name: string;
  readonly title: string;
  readonly hint: string;
  /** What it means that the person said no. */
  readonly refused: string;
  readonly value: boolean;
  readonly model: PermittedSettingModel;
}

export const PermittedSetting = (props: PermittedSettingProps) => {
  const { refused, model, ...shown } = props;
  const refusal = model.refusal.value;
  return (
    <SwitchSetting {...shown} onChange={(value) => void model.set(value)}>
      {refusal && (
        <p class="field-error" role="alert">
          {refusal === 'refused' ? refused : errorSentence(refusal, t)}
        </p>
      )}
    </SwitchSetting>
  );
};
