interface Option<T extends string> {
  readonly value: T;
  readonly name: string;
  readonly hint: string;
}

interface OptionsSettingProps<T extends string> {
  readonly name: string;
  readonly title: string;
  readonly hint?: string;
  readonly value: string;
  readonly options: readonly Option<T>[];
  readonly onChoose: (value: T) => void;
}

/** One of a few, each with what it means. */
export const OptionsSetting = <T extends string>({
  name,
  title,
  hint,
  value,
  options,
  onChoose,
}: OptionsSettingProps<T>) => (
  <fieldset class="setting">
    <legend>{title}</legend>
    {hint !== undefined && <p class="hint">{hint}</p>}
    <div class="options">
      {options.map((option) => (
        <label key={option.value} class="option">
          <input
            type="radio"
            name={name}
            checked={value === option.value}
            onChange={() => onChoose(option.value)}
          />
          <span>{option.name}</span>
          <span class="hint">{option.hint}</span>
        </label>
      ))}
    </div>
  </fieldset>
);
