import type { ComponentChildren } from 'preact';

interface NumberSettingProps {
  readonly title: string;
  readonly hint: string;
  /** Of the hint, for the field that it explains. */
  readonly hintId: string;
  /** The field. */
  readonly children: ComponentChildren;
}

/** A field with its heading and what it means. */
export const NumberSetting = ({ title, hint, hintId, children }: NumberSettingProps) => (
  <div class="setting with-field">
    <div>
      <h3>{title}</h3>
      <p class="hint" id={hintId}>
        {hint}
      </p>
    </div>
    {children}
  </div>
);
