let creating: Promise<void> | undefined;

/**
 * Makes sure the page that hosts the engine is there. Chromium: the profile's one offscreen document,
 * which outlives the service worker. Resolves when its script has run.
 */
export function ensureEngineDocument(path: string): Promise<void> {
  // Two callers at once would make two: the API then refuses the second.
  creating ??= create(path).finally(() => {
    creating = undefined;
  });
  return creating;
}

export async function hasEngineDocument(): Promise<boolean> {
  return chrome.offscreen.hasDocument();
}

async function create(path: string): Promise<void> {
  if (await hasEngineDocument()) return;
  await chrome.offscreen.createDocument({
    url: path,
    reasons: [chrome.offscreen.Reason.WORKERS, chrome.offscreen.Reason.BLOBS],
    justification: 'Fetches, assembles and checks the files that a person saves.',
  });
}
