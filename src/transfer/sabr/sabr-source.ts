/** What a session with the media server needs to be asked; made from the data of the page's own player. */
export interface SabrSource {
  /** `serverAbrStreamingUrl` with `n` solved; good for some hours from one address. */
  readonly url: string;
  /** The same at other hosts, best first, for when the first one fails. */
  readonly mirrors?: readonly string[];
  /** `videoPlaybackUstreamerConfig`, base64 as the page has it: says which video, and which formats it may have. */
  readonly ustreamerConfig: string;
  /** InnerTube's number and version of the client that the response was made for: 1, `2.20260708.00.00`. */
  readonly client: SabrClient;
  /** Proof of origin, base64url, bound to the video. Without it about the first minute comes, and then nothing. */
  readonly poToken?: string;
  /** Milliseconds since 1970 until when nothing is served: the advertisements before the video (youtube.md §1.5). */
  readonly notBefore?: number;
}

export interface SabrClient {
  readonly name: number;
  readonly version: string;
  readonly osName?: string;
  readonly osVersion?: string;
}

/** One format of the video: its three first fields together are its name on this protocol. */
export interface SabrFormat {
  readonly itag: number;
  readonly lastModified?: string;
  readonly xtags?: string;
  readonly kind: 'video' | 'audio';
  /** What is stitched in between (advertisements) has another. */
  readonly videoId?: string;
  /** Bytes, where the page states it; then the server must agree. */
  readonly contentLength?: number;
  readonly durationSeconds?: number;
  /** Of the picture, for the server's choice: 1080 for 1080p. */
  readonly resolution?: number;
  readonly audioTrackId?: string;
  readonly drc?: boolean;
}

/** Why other data is needed than the source that the server was asked with. */
export type SabrDoubt =
  /** Its `expire` has passed, or will in a minute. */
  | { readonly kind: 'expired' }
  /** 403 before its time: the address may have been given out for another network address. */
  | { readonly kind: 'moved' }
  /** The same for a fresh address, or a trickle: the answer to its `n` may be wrong. */
  | { readonly kind: 'n' }
  /** The server wants a valid token. */
  | { readonly kind: 'attestation' }
  /** The server wants the player's data asked for anew, with this token. */
  | { readonly kind: 'reload'; readonly token: string };

/** Asks the page for a source that answers the doubt. Rejects where it has none. */
export type RenewSabr = (doubt: SabrDoubt, signal: AbortSignal) => Promise<SabrSource>;
