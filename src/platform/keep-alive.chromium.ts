/** An offscreen document with workers lives until it is closed: nothing to do. Returns what ends it. */
export const keepEngineAlive = (): (() => void) => () => undefined;
