import { t } from '../ui/text';
import type { SiteState, SitesModel } from './sites-model';

interface SiteSignInProps {
  readonly site: SiteState;
  readonly model: SitesModel;
}

/** Signing in on the site's own page: what is entered there we never see. */
export const SiteSignIn = ({ site, model }: SiteSignInProps) => {
  const { name, account, hasKey, redirect } = site;
  if (account !== undefined) {
    return (
      <p class="site-key site-sign-in">
        <span>{t('signedInAs', account)}</span>
        <button
          class="plain-button"
          type="button"
          aria-label={t('signOutOf', name)}
          onClick={() => void model.signOut(site)}
        >
          {t('signOut')}
        </button>
      </p>
    );
  }
  const hint = `${site.site}-sign-in-hint`;
  return (
    <div class="site-key site-sign-in">
      <p class="hint" id={hint}>
        {t('signInHint')} <code>{redirect}</code>
      </p>
      <button
        class="plain-button"
        type="button"
        aria-label={t('signInTo', name)}
        aria-describedby={hint}
        disabled={!hasKey}
        onClick={() => void model.signIn(site)}
      >
        {t('signIn')}
      </button>
    </div>
  );
};
