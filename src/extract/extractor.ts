import type { Format } from '../formats/format';
import type { MergeRule } from '../formats/merge-rule';
import type { OAuth } from './oauth';
import type { Contents, Site, Video } from './video';

/** The platform's, in the session whose cookies shall be sent. */
export type Fetch = (url: string, options: RequestInit) => Promise<Response>;

/** What a person entered for a site: never logged, never part of an export, sent to that site alone. */
export interface Credentials {
  readonly key: string;
  readonly secret?: string;
  /** What the site gave out when the person signed in: whoever shows it asks in the person's name. */
  readonly token?: string;
}

/**
 * How a site knows who asks. `basic`: by a key, and for some a secret, that a person may enter. `oauth`: by
 * these, and a person may also sign in with them.
 */
export type Authentication = 'none' | 'basic' | { readonly oauth: OAuth };

/** What an address names on a site. */
export interface Target {
  /** Under which of the extractor's handles it falls. */
  readonly handle: string;
  readonly url: URL;
  /** What the handle's pattern has caught, by name. */
  readonly parts: Readonly<Record<string, string>>;
}

/** What may be a stream, and what its server calls it. */
export interface SeenStream {
  readonly url: string;
  readonly type: string;
}

/** What an extractor works with. */
export interface ExtractPorts {
  /** With the rights to the site's hosts. Where only the page knows these: no-permission, with `hosts`, for what needs them. */
  readonly fetch: Fetch;
  readonly credentials?: Credentials | undefined;
  /**
   * Runs a site's reader in the page that shows the address: `undefined` where no tab does. The function
   * is carried over by its source, and its answer is the page's word: a text of JSON to be parsed.
   */
  readonly askPage: (reader: () => string | Promise<string>) => Promise<string | undefined>;
  /** What the browser has seen the page being answered, its frames and workers too: nothing unless a person allows that. */
  readonly seen: () => Promise<readonly SeenStream[]>;
  /** For the site with content scripts of its own: what they read. */
  readonly pageVideo: () => Promise<Video>;
}

/** What is worked with once a format is chosen. */
export type ResolvePorts = Pick<ExtractPorts, 'fetch' | 'askPage'>;

/** One site. */
export interface Extractor {
  readonly site: Site;
  /** As people write it. */
  readonly name: string;
  /** What stands at the end of its pages' hosts. */
  readonly domains: readonly string[];
  /** Name → pattern of `host/path?query`. No two of all extractors fit one address. */
  readonly handles: Readonly<Record<string, RegExp>>;
  readonly authentication: Authentication;
  /** Ends of the hosts that are asked: the right to each is asked of the person before its first use. */
  readonly hosts: readonly string[];
  /** Those of them that serve media. */
  readonly mediaHosts: readonly string[];
  /** Where the hosts ask whence one comes: what our own requests to them say. */
  readonly referer?: string;
  /** How what a format of its is made of becomes one file; without: each format is one file. */
  readonly merge?: MergeRule;
  /** Milliseconds at least between two questions, where the site asks for it. */
  readonly pauseMs?: number;
  /**
   * What the address shows.
   * @throws the site's refusal by its code, network-lost, http-429, page-data-invalid, page-data-too-large.
   */
  extract(target: Target, ports: ExtractPorts, signal: AbortSignal): Promise<Contents>;
  /**
   * A format whose source is `keyed`, with where its bytes are to be had now.
   * @throws as `extract`.
   */
  resolve?(format: Format, ports: ResolvePorts, signal: AbortSignal): Promise<Format>;
}
