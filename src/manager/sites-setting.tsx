import type { Settings } from '../settings/settings';
import { errorSentence } from '../ui/error-sentence';
import { t } from '../ui/text';
import { PermittedSetting } from './permitted-setting';
import type { PermittedSettingModel } from './permitted-setting-model';
import { SettingsPart } from './settings-part';
import { SiteRow } from './site-row';
import type { SitesModel } from './sites-model';

interface SitesSettingProps {
  readonly settings: Settings;
  readonly model: SitesModel;
  readonly watch: PermittedSettingModel;
}

/** The sites beside YouTube: none is read before a person has allowed it, here or when it is first used. */
export const SitesSetting = ({ settings, model, watch }: SitesSettingProps) => {
  const failure = model.failure.value;
  return (
    <SettingsPart title={t('settingsSites')}>
      <p class="hint">{t('settingsSitesHint')}</p>
      {failure && (
        <p class="field-error" role="alert">
          {errorSentence(failure, t)}
        </p>
      )}
      <ul class="sites">
        {model.sites.value
          .filter(({ site }) => site !== 'youtube')
          .map((site) => (
            <SiteRow key={site.site} site={site} model={model} />
          ))}
      </ul>
      <PermittedSetting
        name="watchPages"
        title={t('settingWatch')}
        hint={t('settingWatchHint')}
        refused={t('watchRefused')}
        value={settings.watchPages}
        model={watch}
      />
    </SettingsPart>
  );
};
