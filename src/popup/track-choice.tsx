import { useSignal } from '@preact/signals';
import type { VideoView } from '../protocol/background';
import { t } from '../ui/text';
import { trackWords } from '../ui/track-words';

interface TrackChoiceProps {
  readonly video: VideoView;
  readonly hear: (track: string) => Promise<void>;
}

/** Which of its sound tracks the video is saved with; nothing where there is but one. */
export const TrackChoice = ({ video, hear }: TrackChoiceProps) => {
  const isBusy = useSignal(false);
  if (video.tracks.length < 2) return null;
  const choose = async (track: string): Promise<void> => {
    isBusy.value = true;
    await hear(track);
    isBusy.value = false;
  };
  return (
    <label class="track-choice">
      <span>{t('soundTrack')}</span>
      <select
        value={video.track}
        aria-busy={isBusy.value}
        onChange={({ currentTarget }) => void choose(currentTarget.value)}
      >
        {video.tracks.map((track) => (
          <option key={track.id} value={track.id}>
            {trackWords(track)}
          </option>
        ))}
      </select>
    </label>
  );
};
