import type { ErrorData } from '../errors';
import { errorSentence } from '../ui/error-sentence';
import { IconButton } from '../ui/icon-button';
import { t } from '../ui/text';

interface NoticeBannerProps {
  readonly error: ErrorData;
  readonly dismiss: () => void;
}

/** Tells why a save by menu or shortcut could not begin: the badge's "!" leads here. */
export const NoticeBanner = ({ error, dismiss }: NoticeBannerProps) => (
  <section class="notice" role="alert">
    <p>
      <strong>{t('lastSaveFailed')}</strong> {errorSentence(error, t)}
    </p>
    <IconButton icon="close" label={t('dismiss')} onPress={dismiss} />
  </section>
);
