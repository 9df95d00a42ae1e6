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
      // Keyed: another video is another decision, with a name and a choice of its own.
      return (
        <ReadyPage
          key={state.video.id}
          video={state.video}
          settings={state.settings}
          page={page}
          saveClients={saveClients}
          leave={leave}
        />
      );
  }
};
