import { type ReadonlySignal, useModel } from '@preact/signals';
import { captionFormats } from '../media/write-captions';
import type { VideoView } from '../protocol/background';
import { formatCount } from '../ui/format-count';
import { t } from '../ui/text';
import { type CaptionsClients, CaptionsModel } from './captions-model';
import { SideNews } from './side-news';

interface CaptionsSectionProps {
  readonly video: VideoView;
  readonly clients: CaptionsClients;
  /** The video's, without extension: captions lie beside it by their name. */
  readonly fileName: ReadonlySignal<string>;
}

/** Every track; a press saves it as a file. Folded: most people come for the video. */
export const CaptionsSection = ({ video, clients, fileName }: CaptionsSectionProps) => {
  const model = useModel(() => new CaptionsModel(clients, video, () => fileName.peek()));
  const { captions, captionLanguages = [] } = video;
  if (captions.length === 0) return null;
  const outcome = model.outcome.value;
  const saving = outcome.kind === 'saving' ? outcome.what : undefined;
  return (
    <details class="side captions" name="side">
      <summary>
        {t('captions')} <span>{formatCount(captions.length)}</span>
      </summary>
      <div class="side-wishes">
        <select
          aria-label={t('captionFormat')}
          value={model.format}
          onChange={({ currentTarget }) => {
            const wished = captionFormats.find((format) => format === currentTarget.value);
            if (wished) model.chooseFormat(wished);
          }}
        >
          {captionFormats.map((format) => (
            <option key={format} value={format}>
              {format.toUpperCase()}
            </option>
          ))}
        </select>
        {captionLanguages.length > 0 && (
          <select
            aria-label={t('translateCaptions')}
            value={model.language}
            onChange={({ currentTarget }) => model.translate(currentTarget.value)}
          >
            <option value="">{t('captionsAsTheyAre')}</option>
            {captionLanguages.map(({ code, name }) => (
              <option key={code} value={code}>
                {t('captionsInLanguage', name)}
              </option>
            ))}
          </select>
        )}
      </div>
      <ul>
        {captions.map((track) => (
          <li key={track.id}>
            <button
              type="button"
              aria-busy={saving === track.id}
              aria-label={t('saveCaptions', track.name)}
              disabled={model.language.value !== '' && !track.isTranslatable}
              onClick={() => void model.save(track)}
            >
              <bdi>{track.name}</bdi>
              {track.kind === 'automatic' && <small>{t('captionsAutomatic')}</small>}
            </button>
          </li>
        ))}
      </ul>
      <SideNews outcome={outcome} saving={t('captionsSaving')} saved={t('captionsSaved')} />
    </details>
  );
};
