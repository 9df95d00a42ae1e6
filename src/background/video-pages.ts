/** Match patterns of the pages that may show a video. */
export const videoPages: readonly string[] = [
  '*://*.youtube.com/*',
  '*://*.youtube-nocookie.com/*',
];
