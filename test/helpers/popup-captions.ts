import type { Page } from 'puppeteer-core';
import { waitFor } from './wait-for';

/** The popup's captions, used as a person would. */
export class PopupCaptions {
  constructor(private readonly page: Page) {}

  tracks(): Promise<string[]> {
    return this.page.$$eval('.captions li bdi', (names) =>
      names.map((name) => name.textContent ?? ''),
    );
  }

  async choose(format: string, language: string): Promise<void> {
    await this.#open();
    await this.page.$$eval(
      '.captions select',
      (selects, wanted) => {
        for (const [at, select] of selects.entries()) {
          const option = [...select.options].find(({ text }) => text === wanted[at]);
          if (!option) throw new Error(`There is no ${wanted[at]}`);
          select.value = option.value;
          select.dispatchEvent(new Event('change', { bubbles: true }));
        }
      },
      [format, language],
    );
  }

  async save(track: string): Promise<void> {
    await this.#open();
    await this.page.click(this.#button(track));
  }

  /** Unfolds the section and presses the track, with keys alone. */
  async saveByKeyboard(track: string): Promise<void> {
    await this.page.bringToFront();
    await this.page.focus('.captions summary');
    await this.page.keyboard.press('Enter');
    await this.page.focus(this.#button(track));
    await this.page.keyboard.press('Enter');
  }

  /** What became of the last press. */
  news(): Promise<string> {
    return waitFor(
      'news of the captions',
      () =>
        this.page.$eval('.captions .side-news', ({ textContent }) => {
          const words = textContent?.trim() ?? '';
          return words.endsWith('…') ? undefined : words || undefined;
        }),
      { timeoutMs: 20_000, everyMs: 50 },
    );
  }

  #button(track: string): string {
    return `.captions [aria-label="Save subtitles: ${track}"]`;
  }

  async #open(): Promise<void> {
    await this.page.$eval('.captions', (section) => section.setAttribute('open', ''));
  }
}
