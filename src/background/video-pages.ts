/** Match patterns of the pages that may show a video: nobody knows where there is none. */
export const videoPages: readonly string[] = ['*://*/*'];
