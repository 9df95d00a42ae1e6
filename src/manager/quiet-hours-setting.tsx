import { useSignal } from '@preact/signals';
import type { Settings } from '../settings/settings';
import { t } from '../ui/text';
import { minutesOf, timeOf } from './minutes-of-day';
import { SwitchSetting } from './switch-setting';

type QuietHours = Settings['quietHours'];

interface QuietHoursSettingProps {
  readonly value: QuietHours;
  readonly onChange: (value: QuietHours) => void;
}

/** What most people mean by it; changed as soon as it is shown. */
const usual = { from: 22 * 60, to: 7 * 60 };

export const QuietHoursSetting = ({ value, onChange }: QuietHoursSettingProps) => {
  /** Switched off and on again, they are as they were. */
  const last = useSignal(value ?? usual);
  const isEmpty = useSignal(false);
  const hours = value ?? last.value;

  const set = (which: 'from' | 'to', typed: string) => {
    const minutes = minutesOf(typed);
    const wished = { ...hours, ...(minutes === undefined ? {} : { [which]: minutes }) };
    // Beginning and end at once could mean all day or never.
    isEmpty.value = minutes === undefined || wished.from === wished.to;
    if (isEmpty.value) return;
    last.value = wished;
    onChange(wished);
  };
  const field = (which: 'from' | 'to', label: string) => (
    <label>
      {label}
      <input
        type="time"
        name={`quiet-${which}`}
        required
        disabled={value === null}
        value={timeOf(hours[which])}
        aria-invalid={isEmpty.value}
        onChange={({ currentTarget }) => set(which, currentTarget.value)}
      />
    </label>
  );

  return (
    <SwitchSetting
      name="quietHours"
      title={t('settingQuiet')}
      hint={t('settingQuietHint')}
      value={value !== null}
      onChange={(on) => onChange(on ? last.value : null)}
    >
      <fieldset class="times" aria-label={t('settingQuiet')}>
        {field('from', t('quietFrom'))}
        {field('to', t('quietTo'))}
      </fieldset>
      {isEmpty.value && (
        <p class="field-error" role="alert">
          {t('quietEmpty')}
        </p>
      )}
    </SwitchSetting>
  );
};
