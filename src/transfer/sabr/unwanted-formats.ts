import type { FormatId } from 'googlevideo/protos';

const mostUnwanted = 16;

/**
 * Formats that came although nobody asked for them: some servers send the sound with every picture. They
 * are claimed as wholly buffered from then on, so that they stop.
 */
export class UnwantedFormats {
  readonly #formats = new Map<string, FormatId>();

  get all(): readonly FormatId[] {
    return [...this.#formats.values()];
  }

  add(format: FormatId): void {
    const key = `${format.itag}/${format.lastModified}/${format.xtags}`;
    if (this.#formats.size < mostUnwanted) this.#formats.set(key, format);
  }
}
