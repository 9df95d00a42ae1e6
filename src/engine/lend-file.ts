import type { EngineRequests } from '../protocol/engine';

/** The browser's downloader has read a small file long before so many more are asked for. */
const mostLent = 20;

export interface LendPorts {
  readonly createUrl: (blob: Blob) => string;
  readonly revokeUrl: (url: string) => void;
}

/** Gives small files a `blob:` URL, which a service worker cannot make. */
export class Lender {
  readonly #lent: string[] = [];

  constructor(private readonly ports: LendPorts) {}

  readonly text = async ({
    text,
    mime,
  }: Parameters<EngineRequests['lendText']>[0]): Promise<{ url: string }> => ({
    url: this.#lend(new Blob([text], { type: mime })),
  });

  #lend(blob: Blob): string {
    const url = this.ports.createUrl(blob);
    this.#lent.push(url);
    if (this.#lent.length > mostLent) this.ports.revokeUrl(this.#lent.shift() ?? '');
    return url;
  }
}
