import { type ReadonlySignal, useModel } from '@preact/signals';
import type { PictureKind, VideoView } from '../protocol/background';
import { formatCount } from '../ui/format-count';
import { formatDuration } from '../ui/format-duration';
import { t } from '../ui/text';
import { type PicturesClients, PicturesModel } from './pictures-model';
import { SideNews } from './side-news';

interface MoreSectionProps {
  readonly video: VideoView;
  readonly clients: PicturesClients;
  /** The video's, without extension: pictures lie beside it by their name. */
  readonly fileName: ReadonlySignal<string>;
}

/** The chapters, which go into the file, and the pictures, which a press saves beside it. Folded. */
export const MoreSection = ({ video, clients, fileName }: MoreSectionProps) => {
  const model = useModel(() => new PicturesModel(clients, video, () => fileName.peek()));
  const { chapters = [], pictures } = video;
  if (chapters.length + pictures.length === 0) return null;
  const outcome = model.outcome.value;
  const button = (what: PictureKind, words: string) => (
    <button
      key={what}
      type="button"
      class="plain-button"
      aria-busy={outcome.kind === 'saving' && outcome.what === what}
      onClick={() => void model.save(what)}
    >
      {words}
    </button>
  );
  return (
    <details class="side more" name="side">
      <summary>
        {t('chaptersAndPictures')}
        {chapters.length > 0 && <span>{formatCount(chapters.length)}</span>}
      </summary>
      {chapters.length > 0 && (
        <>
          <p class="side-hint">{t('chaptersHint')}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard too. */}
          <ol aria-label={t('chapters')} tabIndex={0}>
            {chapters.map(({ startMs, title }) => (
              <li key={startMs}>
                <span>{formatDuration(startMs / 1000)}</span> <bdi>{title}</bdi>
              </li>
            ))}
          </ol>
        </>
      )}
      <div class="side-buttons">
        {pictures.map(({ kind, files }) =>
          kind === 'thumbnail'
            ? button(kind, t('saveThumbnail'))
            : button(kind, t('saveStoryboard', formatCount(files))),
        )}
      </div>
      <SideNews outcome={outcome} saving={t('picturesSaving')} saved={t('picturesSaved')} />
    </details>
  );
};
