import type { ComponentChildren } from 'preact';
import type { Settings } from '../settings/settings';

export interface SettingsPartProps {
  readonly settings: Settings;
  readonly change: (wish: Partial<Settings>) => Promise<void>;
}

interface SettingsPartFrameProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

/** Settings that belong together, under their heading. */
export const SettingsPart = ({ title, children }: SettingsPartFrameProps) => (
  <section class="settings-part">
    <h2>{title}</h2>
    <div class="settings">{children}</div>
  </section>
);
