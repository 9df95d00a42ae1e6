import { useModel } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import type { ErrorData } from '../errors';
import type { VideoView } from '../protocol/background';
import type { Settings } from '../settings/settings';
import { CaptionsSection } from './captions-section';
import { ErrorPanel } from './error-panel';
import { FileNameField } from './file-name-field';
import { FormatList } from './format-list';
import { HandoffSection } from './handoff-section';
import { LiveBegin } from './live-begin';
import { MoreSection } from './more-section';
import { NoticeBanner } from './notice-banner';
import type { PageModel } from './page-model';
import type { Leave, PopupClients } from './popup';
import { PresetRow } from './preset-row';
import { SaveButton } from './save-button';
import { SaveModel } from './save-model';
import { TrackChoice } from './track-choice';
import { VideoHeader } from './video-header';

interface ReadyPageProps {
  readonly video: VideoView;
  readonly settings: Settings;
  readonly page: PageModel;
  readonly saveClients: PopupClients;
  readonly leave: Leave;
}

export const ReadyPage = ({ video, settings, page, saveClients, leave }: ReadyPageProps) => {
  const model = useModel(() => new SaveModel(saveClients, video, settings.defaultPreset));
  useLayoutEffect(() => model.show(video), [model, video]);
  const outcome = model.outcome.value;
  const failure = outcome.kind === 'failed' ? outcome.error : undefined;
  return (
    <main class="page">
      <VideoHeader video={video} />
      <NoticeBanner page={page} />
      {failure ? (
        <ErrorPanel
          error={failure}
          again={isOutdated(failure) ? page.load : model.again}
          allowAccess={page.allowAccess}
          leave={leave}
        />
      ) : (
        <SaveButton video={video} model={model} />
      )}
      <PresetRow video={video} model={model} />
      <LiveBegin video={video} model={model} />
      <TrackChoice video={video} hear={page.hear} />
      <FileNameField model={model} asked={settings.saveAs} />
      <CaptionsSection video={video} clients={saveClients} fileName={model.fileName} />
      <MoreSection video={video} clients={saveClients} fileName={model.fileName} />
      {settings.aria2 && (
        <HandoffSection
          video={video}
          clients={saveClients}
          address={settings.aria2Address}
          fileName={model.fileName}
        />
      )}
      <FormatList video={video} model={model} />
    </main>
  );
};

/** The page went on to another video or offers other formats: the same save again would fail again. */
const isOutdated = ({ code }: ErrorData): boolean =>
  code === 'other-video' || code === 'does-not-exist';
