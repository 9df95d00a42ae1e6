import { ReelkeepError } from '../errors';
import type { LendRequests } from '../protocol/engine';
import { pictureType } from './picture-type';

/** The browser's downloader has read a small file long before so many more are asked for. */
const mostLent = 50;
const largestPicture = 30_000_000;
const pictureMs = 30_000;

export interface LendPorts {
  readonly createUrl: (blob: Blob) => string;
  readonly revokeUrl: (url: string) => void;
  readonly fetch: (url: string, options: RequestInit) => Promise<Response>;
}

/** Gives small files a `blob:` URL, which a service worker cannot make. */
export class Lender {
  readonly #lent: string[] = [];

  constructor(private readonly ports: LendPorts) {}

  readonly text = async ({ text, mime }: Parameters<LendRequests['lendText']>[0]) => ({
    url: this.#lend(new Blob([text], { type: mime })),
  });

  /** @throws picture-unavailable where the site has none of them, http-429, http-error, network-lost. */
  readonly picture = async ({ urls }: Parameters<LendRequests['lendPicture']>[0]) => {
    for (const url of urls) {
      const bytes = await this.#bytesOf(url);
      const type = bytes && pictureType(bytes);
      if (!type) continue;
      return {
        url: this.#lend(new Blob([bytes], { type: type.mime })),
        extension: type.extension,
      };
    }
    throw new ReelkeepError('picture-unavailable', 'The site has no such picture.');
  };

  /** Nothing where there is nothing at the address. */
  async #bytesOf(url: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      const signal = AbortSignal.timeout(pictureMs);
      const response = await this.ports.fetch(url, { credentials: 'omit', signal });
      if (response.status === 404 || response.status === 410) return undefined;
      if (!response.ok) throw refused(response.status);
      const bytes = new Uint8Array(await response.arrayBuffer());
      return bytes.length <= largestPicture ? bytes : undefined;
    } catch (thrown) {
      if (thrown instanceof ReelkeepError) throw thrown;
      throw new ReelkeepError('network-lost', 'The picture did not arrive.', { cause: thrown });
    }
  }

  #lend(blob: Blob): string {
    const url = this.ports.createUrl(blob);
    this.#lent.push(url);
    if (this.#lent.length > mostLent) this.ports.revokeUrl(this.#lent.shift() ?? '');
    return url;
  }
}

const refused = (status: number) =>
  new ReelkeepError(status === 429 ? 'http-429' : 'http-error', 'The site refuses the picture.', {
    facts: { status },
  });
