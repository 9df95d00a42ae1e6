import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { formatCount } from '../ui/format-count';
import { t } from '../ui/text';

interface NumberFieldProps {
  readonly name: string;
  readonly label: string;
  /** Where the label is said elsewhere already. */
  readonly isLabelUnseen?: boolean;
  /** Explains it; said after the label. */
  readonly describedBy?: string;
  /** Behind the field. */
  readonly unit?: string;
  /** `undefined`: the field is empty. */
  readonly value: number | undefined;
  readonly min: number;
  readonly max: number;
  /** `any`: not only whole ones. */
  readonly step?: number | 'any';
  /** In the empty field: what it means; without it, there must be a number. */
  readonly emptyMeans?: string;
  readonly onChange: (value: number | undefined) => void;
}

/** A number that is kept as soon as it is one; until then it says what is wrong with it. */
export const NumberField = (props: NumberFieldProps) => {
  const { name, label, isLabelUnseen, describedBy, unit, value, min, max, emptyMeans } = props;
  const id = useId();
  const draft = useSignal<string | undefined>(undefined);
  const isWrong = useSignal(false);

  const commit = (input: HTMLInputElement) => {
    const isEmpty = input.value === '' && !input.validity.badInput;
    isWrong.value = isEmpty ? emptyMeans === undefined : !input.validity.valid;
    if (isWrong.value) return;
    draft.value = undefined;
    const wished = isEmpty ? undefined : input.valueAsNumber;
    if (wished !== value) props.onChange(wished);
  };

  return (
    <div class="number">
      <label class={isLabelUnseen ? 'unseen' : undefined} for={id}>
        {label}
      </label>
      <span class="number-box">
        <input
          id={id}
          type="number"
          name={name}
          min={min}
          max={max}
          step={props.step ?? 1}
          placeholder={emptyMeans}
          value={draft.value ?? (value === undefined ? '' : String(value))}
          aria-invalid={isWrong.value}
          aria-describedby={[describedBy, isWrong.value && `${id}-error`].filter(Boolean).join(' ')}
          onInput={({ currentTarget }) => {
            // While it is typed, what is typed so far may be no number yet: it is not to be drawn over.
            draft.value = currentTarget.value;
          }}
          onChange={({ currentTarget }) => commit(currentTarget)}
        />
        {unit !== undefined && <span>{unit}</span>}
      </span>
      {isWrong.value && (
        <p class="field-error" id={`${id}-error`} role="alert">
          {t('numberBetween', formatCount(min), formatCount(max))}
        </p>
      )}
    </div>
  );
};
