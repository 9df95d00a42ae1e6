import { useModel } from '@preact/signals';
import type { VideoView } from '../protocol/background';
import type { Settings } from '../settings/settings';
import { ErrorPanel } from './error-panel';
import { FileNameField } from './file-name-field';
import { FormatList } from './format-list';
import { NoticeBanner } from './notice-banner';
import type { PageModel } from './page-model';
import type { Leave } from './popup';
import { PresetRow } from './preset-row';
import { SaveButton } from './save-button';
import { type SaveClients, SaveModel } from './save-model';
import { VideoHeader } from './video-header';

interface ReadyPageProps {
  readonly video: VideoView;
  readonly settings: Settings;
  readonly page: PageModel;
  readonly saveClients: SaveClients;
  readonly leave: Leave;
}

export const ReadyPage = ({ video, settings, page, saveClients, leave }: ReadyPageProps) => {
  const model = useModel(() => new SaveModel(saveClients, video, settings.defaultPreset));
  const outcome = model.outcome.value;
  const failure = outcome.kind === 'failed' ? outcome.error : undefined;
  return (
    <main class="page">
      <VideoHeader video={video} />
      {page.notice.value && <NoticeBanner error={page.notice.value} dismiss={page.dismissNotice} />}
      {failure ? (
        <ErrorPanel
          error={failure}
          // The page went on to another video: the same save again would fail again.
          again={failure.code === 'other-video' ? page.load : model.again}
          leave={leave}
        />
      ) : (
        <SaveButton video={video} model={model} />
      )}
      <PresetRow video={video} model={model} />
      <FileNameField model={model} asked={settings.saveAs} />
      <FormatList video={video} model={model} />
    </main>
  );
};
