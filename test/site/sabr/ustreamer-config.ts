import { createHmac } from 'node:crypto';

/** What the site hides in `videoPlaybackUstreamerConfig`: opaque to clients, sent back as it was. */
export interface UstreamerConfig {
  readonly videoId: string;
  /** One for each time that a player's data are given out. */
  readonly playback: string;
  /** InnerTube's number and version of the client that was asked as. */
  readonly client: { readonly name: number; readonly version: string };
  /** Milliseconds since 1970; before it only advertisements. */
  readonly availableAt: number;
  /** Given out in answer to a reload token. */
  readonly isReload: boolean;
  /** Given out to a paying account. */
  readonly isPremium?: boolean;
}

const secret = 'reelkeep-offline-ustreamer';
const seal = (text: string): string => createHmac('sha256', secret).update(text).digest('hex');

/** Base64url, as pages have it. */
export function encodeConfig(config: UstreamerConfig): string {
  const text = JSON.stringify(config);
  return Buffer.from(`${seal(text)}${text}`).toString('base64url');
}

/** Undefined where it is none that the site gave out. */
export function decodeConfig(bytes: Uint8Array | undefined): UstreamerConfig | undefined {
  const whole = Buffer.from(bytes ?? []).toString();
  const text = whole.slice(64);
  // Its own seal says that it was written above.
  return whole.slice(0, 64) === seal(text) ? JSON.parse(text) : undefined;
}
