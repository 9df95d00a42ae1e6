let loading: Promise<void> | undefined;

/**
 * Makes sure the page that hosts the engine is there. Firefox has no offscreen documents, but its
 * background is a page: the same document lives there in a frame. Resolves when its script has run.
 */
export function ensureEngineDocument(path: string): Promise<void> {
  loading ??= new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.addEventListener('load', () => resolve(), { once: true });
    frame.src = `/${path}`;
    document.body.append(frame);
  });
  return loading;
}

export async function hasEngineDocument(): Promise<boolean> {
  return loading !== undefined;
}
