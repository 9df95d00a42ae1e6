import { errorSentence } from '../ui/error-sentence';
import { t } from '../ui/text';
import { SettingsForm } from './settings-form';
import type { SettingsModel } from './settings-model';
import type { ShortcutsModel } from './shortcuts-model';

interface SettingsPageProps {
  readonly model: SettingsModel;
  readonly shortcuts: ShortcutsModel;
}

export const SettingsPage = ({ model, shortcuts }: SettingsPageProps) => {
  const state = model.state.value;
  const settings = state.kind === 'loading' ? undefined : state.settings;
  return (
    <>
      <div class="settings-head">
        <h1>{t('openSettings')}</h1>
        <p class="saved" role="status">
          {state.kind === 'ready' && state.saved && t('settingsSaved')}
        </p>
      </div>
      {state.kind === 'failed' && (
        <p class="settings-error" role="alert">
          {errorSentence(state.error, t)}
        </p>
      )}
      {state.kind === 'loading' && <p class="loading">{t('loadingSettings')}</p>}
      {settings && <SettingsForm settings={settings} change={model.change} shortcuts={shortcuts} />}
    </>
  );
};
