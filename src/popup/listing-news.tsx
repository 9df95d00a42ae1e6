import { errorSentence } from '../ui/error-sentence';
import { formatCount } from '../ui/format-count';
import { t } from '../ui/text';
import type { ListModel } from './list-model';

/** How many there are, how far the list has come, and what stopped it. */
export const ListingNews = ({ model }: { readonly model: ListModel }) => {
  const count = formatCount(model.items.value.length);
  const listing = model.listing.value;
  return (
    <div class="listing-news" aria-live="polite" data-listing={listing.kind}>
      <p>{listing.kind === 'going' ? t('listing', count) : t('listVideos', count)}</p>
      {listing.kind === 'cut' && <p>{t('listCut', count)}</p>}
      {listing.kind === 'stuck' && (
        <p>
          {errorSentence(listing.error, t)} <small>{t('errorCode', listing.error.code)}</small>{' '}
          <button type="button" class="plain-button" onClick={() => void model.goOn()}>
            {t('listMore')}
          </button>
        </p>
      )}
    </div>
  );
};
