import { Icon } from '../ui/icon';
import { t } from '../ui/text';

export const EmptyState = () => (
  <section class="empty">
    <Icon name="download" />
    <h2>{t('emptyTitle')}</h2>
    <p>{t('emptyHint')}</p>
  </section>
);
