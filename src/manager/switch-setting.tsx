interface SwitchSettingProps {
  readonly title: string;
  readonly hint: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

export const SwitchSetting = ({ title, hint, value, onChange }: SwitchSettingProps) => (
  <div class="setting">
    <label class="switch">
      <span>{title}</span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={value}
        checked={value}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <span class="hint">{hint}</span>
    </label>
  </div>
);
