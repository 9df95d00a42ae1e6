import { CollectionPage } from './collection-page';
import { ErrorPanel } from './error-panel';
import { ListPage } from './list-page';
import { LoadingPage } from './loading-page';
import { NoticeBanner } from './notice-banner';
import type { PageModel, PageState } from './page-model';
import type { Leave, PopupClients } from './popup';
import { ReadyPage } from './ready-page';

interface PageSectionProps {
  readonly page: PageModel;
  readonly saveClients: PopupClients;
  readonly leave: Leave;
}

export const PageSection = ({ page, saveClients, leave }: PageSectionProps) => {
  const state = page.state.value;
  switch (state.kind) {
    case 'loading':
      return <LoadingPage />;
    case 'failed':
      return (
        <main class="page">
          <NoticeBanner page={page} />
          <ErrorPanel
            error={state.error}
            again={page.load}
            allowAccess={page.allowAccess}
            leave={leave}
          />
        </main>
      );
    case 'ready':
      return readyPage(state, { page, saveClients, leave });
  }
};

/** Keyed: another page is another decision, with a choice of its own. */
function readyPage(
  { view, settings }: Extract<PageState, { kind: 'ready' }>,
  { page, saveClients, leave }: PageSectionProps,
) {
  switch (view.kind) {
    case 'collection':
      return (
        <CollectionPage
          key={view.collection.id}
          collection={view.collection}
          page={page}
          clients={saveClients}
          leave={leave}
        />
      );
    case 'list':
      return (
        <ListPage
          key={view.list.id}
          list={view.list}
          settings={settings}
          page={page}
          clients={saveClients}
          leave={leave}
        />
      );
    case 'video':
      return (
        <ReadyPage
          key={view.video.id}
          video={view.video}
          settings={settings}
          page={page}
          saveClients={saveClients}
          leave={leave}
        />
      );
  }
}
