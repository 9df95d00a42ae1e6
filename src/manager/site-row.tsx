import { t } from '../ui/text';
import { SiteKey } from './site-key';
import { SiteSignIn } from './site-sign-in';
import type { SiteState, SitesModel } from './sites-model';

interface SiteRowProps {
  readonly site: SiteState;
  readonly model: SitesModel;
}

export const SiteRow = ({ site, model }: SiteRowProps) => {
  const { name, hosts, isAllowed, takesKey, signsIn } = site;
  return (
    <li class="site" data-site={site.site}>
      <div class="site-head">
        <span class="site-name">{name}</span>
        <span class="hint">{hosts.join(', ')}</span>
        <span class="site-state">{isAllowed ? t('siteAllowed') : t('siteNotAllowed')}</span>
        <button
          class="plain-button"
          type="button"
          aria-label={isAllowed ? t('siteTakeBackOf', name) : t('siteAllowOf', name)}
          onClick={() => void (isAllowed ? model.takeBack(site) : model.allow(site))}
        >
          {isAllowed ? t('siteTakeBack') : t('siteAllow')}
        </button>
      </div>
      {takesKey && <SiteKey site={site} model={model} />}
      {signsIn && <SiteSignIn site={site} model={model} />}
    </li>
  );
};
