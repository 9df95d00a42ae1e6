import { IconButton } from '../ui/icon-button';
import { t } from '../ui/text';
import { noticeWords } from './notice-words';
import type { PageModel } from './page-model';

/** Tells why a save by menu or shortcut could not begin: the badge's "!" leads here. */
export const NoticeBanner = ({ page }: { page: PageModel }) => {
  const notice = page.notice.value;
  if (!notice) return null;
  const [what, why] = noticeWords(notice, page.state.value);
  return (
    <section class="notice" role="alert">
      <p>
        <strong>{what}</strong> {why}
      </p>
      <IconButton icon="close" label={t('dismiss')} onPress={page.dismissNotice} />
    </section>
  );
};
