import { CollectionPage } from './collection-page';
import { ErrorPanel } from './error-panel';
import { LoadingPage } from './loading-page';
import { NoticeBanner } from './notice-banner';
import type { PageModel } from './page-model';
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
      return state.view.kind === 'collection' ? (
        <CollectionPage
          key={state.view.collection.id}
          collection={state.view.collection}
          page={page}
          clients={saveClients}
          leave={leave}
        />
      ) : (
        // Keyed: another video is another decision, with a name and a choice of its own.
        <ReadyPage
          key={state.view.video.id}
          video={state.view.video}
          settings={state.settings}
          page={page}
          saveClients={saveClients}
          leave={leave}
        />
      );
  }
};
