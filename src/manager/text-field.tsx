import { useSignal } from '@preact/signals';

interface TextFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  /** What is not is told, and not kept. */
  readonly isGood?: (typed: string) => boolean;
  readonly complaint?: string;
  readonly onChange: (value: string) => void;
}

/** A line of text, kept when it is left or Enter is pressed. */
export const TextField = (props: TextFieldProps) => {
  const { name, label, hint, value, isGood, complaint, onChange } = props;
  const isBad = useSignal(false);
  const commit = (typed: string): void => {
    isBad.value = isGood !== undefined && !isGood(typed);
    if (!isBad.value && typed !== value) onChange(typed);
  };
  return (
    <div class="text-field">
      <label>
        <span>{label}</span>
        <input
          name={name}
          autocomplete="off"
          spellcheck={false}
          value={value}
          aria-invalid={isBad.value}
          aria-describedby={`${name}-hint`}
          onChange={({ currentTarget }) => commit(currentTarget.value.trim())}
        />
      </label>
      <p id={`${name}-hint`} class={isBad.value ? 'field-error' : 'hint'} aria-live="polite">
        {isBad.value ? complaint : hint}
      </p>
    </div>
  );
};
