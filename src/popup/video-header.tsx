import { useSignal } from '@preact/signals';
import type { VideoView } from '../protocol/background';
import { formatDate } from '../ui/format-date';
import { formatDuration } from '../ui/format-duration';
import { webAddress } from '../ui/web-address';

export const VideoHeader = ({ video }: { video: VideoView }) => {
  const { title, channel, durationSeconds, published } = video;
  const picture = webAddress(video.thumbnailUrl);
  const shown = useSignal(picture !== undefined);
  const date = published === undefined ? undefined : formatDate(published);
  return (
    <header class="video-header">
      <div class="thumbnail">
        {shown.value && (
          <img
            src={picture}
            alt=""
            referrerpolicy="no-referrer"
            onError={() => {
              shown.value = false;
            }}
          />
        )}
        {durationSeconds !== undefined && <span>{formatDuration(durationSeconds)}</span>}
      </div>
      <div class="video-words">
        <h1 dir="auto" title={title}>
          {title}
        </h1>
        <p>
          {channel !== undefined && <bdi>{channel}</bdi>}
          {channel !== undefined && date !== undefined && ' · '}
          {date}
        </p>
      </div>
    </header>
  );
};
