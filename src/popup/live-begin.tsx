import type { VideoView } from '../protocol/background';
import { t } from '../ui/text';
import type { SaveModel } from './save-model';

interface LiveBeginProps {
  readonly video: VideoView;
  readonly model: SaveModel;
}

/** Where the recording of a broadcast begins; nothing where nothing is being sent. */
export const LiveBegin = ({ video, model }: LiveBeginProps) => {
  if (!video.isLive) return null;
  const begin = (fromNow: boolean, words: string) => (
    <label>
      <input
        type="radio"
        name="live-begin"
        checked={model.fromNow.value === fromNow}
        onChange={() => {
          model.fromNow.value = fromNow;
        }}
      />
      <span>{words}</span>
    </label>
  );
  return (
    <fieldset class="live-begin">
      <legend>{t('liveRecord')}</legend>
      {begin(false, t('liveFromStart'))}
      {begin(true, t('liveFromNow'))}
      <p>{t('liveUntilFinished')}</p>
    </fieldset>
  );
};
