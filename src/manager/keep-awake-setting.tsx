import { errorSentence } from '../ui/error-sentence';
import { t } from '../ui/text';
import type { KeepAwakeModel } from './keep-awake-model';
import { SwitchSetting } from './switch-setting';

interface KeepAwakeSettingProps {
  readonly value: boolean;
  readonly model: KeepAwakeModel;
}

export const KeepAwakeSetting = ({ value, model }: KeepAwakeSettingProps) => {
  const refusal = model.refusal.value;
  return (
    <SwitchSetting
      name="keepAwake"
      title={t('settingAwake')}
      hint={t('settingAwakeHint')}
      value={value}
      onChange={(keepAwake) => void model.set(keepAwake)}
    >
      {refusal && (
        <p class="field-error" role="alert">
          {refusal === 'refused' ? t('awakeRefused') : errorSentence(refusal, t)}
        </p>
      )}
    </SwitchSetting>
  );
};
