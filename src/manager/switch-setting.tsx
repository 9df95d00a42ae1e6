import type { ComponentChildren } from 'preact';

interface SwitchSettingProps {
  readonly name: string;
  readonly title: string;
  readonly hint: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  /** What belongs to it. */
  readonly children?: ComponentChildren;
}

export const SwitchSetting = (props: SwitchSettingProps) => {
  const { name, title, hint, value, onChange, children } = props;
  return (
    <div class="setting">
      <label class="switch">
        <span>{title}</span>
        <input
          type="checkbox"
          role="switch"
          name={name}
          aria-checked={value}
          checked={value}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
        <span class="hint">{hint}</span>
      </label>
      {children}
    </div>
  );
};
