import { errorSentence } from '../ui/error-sentence';
import { t } from '../ui/text';
import { SettingsForm } from './settings-form';
import type { SettingsModels } from './settings-models';

export const SettingsPage = ({ models }: { models: SettingsModels }) => {
  const { state: current, change } = models.settings;
  const state = current.value;
  const settings = state.kind === 'loading' ? undefined : state.settings;
  return (
    <>
      <div class="settings-head">
        <h1>{t('openSettings')}</h1>
        <p class="saved" role="status">
          {state.kind === 'ready' && state.saved && t('settingsSaved')}
        </p>
        {state.kind === 'failed' && (
          <p class="settings-error" role="alert">
            {errorSentence(state.error, t)}
          </p>
        )}
      </div>
      {state.kind === 'loading' && <p class="loading">{t('loadingSettings')}</p>}
      {settings && <SettingsForm settings={settings} change={change} models={models} />}
    </>
  );
};
