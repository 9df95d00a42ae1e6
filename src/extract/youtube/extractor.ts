import { bestFirst } from '../../formats/best-first';
import type { Extractor } from '../extractor';
import { single } from '../video';
import { mediaHosts } from './allowed-address';

/** The content scripts read the page; what they find has its formats still to be resolved. */
export const youtube: Extractor = {
  site: 'youtube',
  name: 'YouTube',
  domains: ['youtube.com', 'youtube-nocookie.com'],
  // As `videoIdOf` finds the id.
  handles: {
    watch: /^[^/]+\/watch\?(?:(?!v=)[^&]*&)*v=(?<id>[\w-]{11})(?:&|$)/,
    playlist: /^[^/]+\/playlist\?(?:.*&)?list=[\w-]+/,
    channel:
      /^[^/]+\/(?:@|(?:channel|c|user)\/)[^/?]+(?:\/(?:videos|shorts|streams|featured)?)?(?:\?|$)/,
    path: /^[^/]+\/(?:shorts|live|embed|v)\/(?<id>[\w-]{11})(?:[/?&]|$)/,
  },
  authentication: 'none',
  hosts: ['youtube.com', 'youtube-nocookie.com', 'googlevideo.com', 'ytimg.com'],
  mediaHosts,
  extract: async (_target, { pageVideo }) => {
    const video = await pageVideo();
    return single({ ...video, formats: bestFirst(video.formats) });
  },
};
