import { afterEach, beforeAll } from 'vitest';
import type { Fault } from '../transfer/faulty-server';
import { type MediaServer, makeClips, serveClip } from './engine-rig';

/** Serves clips to the tests of a file; what a test leaves open is closed after it. */
export function clipServers(): typeof serveClip {
  const servers: MediaServer[] = [];
  beforeAll(() => makeClips('whole.mp4', 'h264.mp4', 'aac.m4a'), 60_000);
  afterEach(async () => {
    await Promise.all(servers.splice(0).map(({ server }) => server.close()));
  });
  return async (...args) => {
    const media = await serveClip(...args);
    servers.push(media);
    return media;
  };
}

/** A fault until it is mended. */
export function mendable(fault: Fault) {
  let isBroken = true;
  return {
    faultFor: (): Fault | undefined => (isBroken ? fault : undefined),
    mend: (): void => {
      isBroken = false;
    },
  };
}

export const pass = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));
