import type { Page } from 'puppeteer-core';
import { type Preset, presets } from '../../src/formats/choice';
import type { JobState } from '../../src/jobs/job';
import { waitFor } from './wait-for';

/** A row as a person reads it. */
export interface PopupRow {
  readonly quality: string;
  readonly codecs: string;
  readonly container: string;
  readonly size: string;
  readonly hasSilent: boolean;
}

export interface PopupJob {
  readonly title: string;
  /** Quality and codecs. */
  readonly label: string;
  readonly state: JobState['state'];
  /** The second line: percent, speed, the path or what went wrong. */
  readonly words: string;
  /** Of a failure, as the tooltip names it. */
  readonly code?: string;
}

/** Uses the popup's document as a person would, in either browser: reads what is shown, presses what can be pressed. */
export class PopupDriver {
  constructor(readonly page: Page) {}

  /** Waits until the page was read: the choices are there, or an error in their place. */
  async settled(): Promise<'choices' | 'error'> {
    return waitFor(
      'the popup to show the page',
      async () => {
        if (await this.#has('.save-main:enabled:not([aria-disabled=true])')) return 'choices';
        return (await this.hasError()) && 'error';
      },
      { timeoutMs: 30_000, everyMs: 50 },
    );
  }

  /** Like `settled`. @throws with the sentence and code where the popup shows an error. */
  async ready(): Promise<this> {
    if ((await this.settled()) === 'choices') return this;
    throw new Error(`The popup shows an error: ${await this.#text('.error-panel')}`);
  }

  /** Of a page of many: their names. */
  items(): Promise<string[]> {
    return this.page.$$eval('.item-title', (titles) =>
      titles.map((title) => title.textContent ?? ''),
    );
  }

  /** What the main button says. */
  saveWords(): Promise<string> {
    return this.#text('.save-main');
  }

  hasError(): Promise<boolean> {
    return this.#has('.error-panel');
  }

  /** Waits for the page's or the save's error and answers with its code. */
  async errorCode(): Promise<string> {
    const words = await waitFor(
      'an error in the popup',
      async () => (await this.#text('.error-panel small')) || undefined,
      {
        timeoutMs: 20_000,
        everyMs: 50,
      },
    );
    return lastWord(words);
  }

  title(): Promise<string> {
    return this.#text('main h1');
  }

  rows(): Promise<PopupRow[]> {
    return this.page.$$eval('.format-row', (rows) =>
      rows.map((row) => {
        const text = (part: string) => row.querySelector(`.format-${part}`)?.textContent ?? '';
        return {
          quality: text('quality'),
          codecs: text('codecs'),
          container: text('container'),
          size: text('size'),
          hasSilent: row.querySelector('.format-silent') !== null,
        };
      }),
    );
  }

  async choosePreset(preset: Preset): Promise<void> {
    await this.#press(`.presets button:nth-of-type(${presets.indexOf(preset) + 1})`);
  }

  /** The sound track whose words hold these; waits until the choices are heard in it. */
  async chooseTrack(words: string): Promise<void> {
    const track = await this.page.$$eval(
      '.track-choice option',
      (options, wanted) =>
        options
          .filter((option) => option instanceof HTMLOptionElement)
          .find(({ text }) => text.includes(wanted))?.value,
      words,
    );
    await this.page.select('.track-choice select', track ?? '');
    await waitFor('the track', () => this.#has('.track-choice select[aria-busy=false]'));
  }

  /** The main button. */
  /** Of what is being sent. */
  async recordFromNow(): Promise<void> {
    await this.#press('.live-begin label:nth-of-type(2) input');
  }

  async save(): Promise<void> {
    await this.#press('.save-main');
  }

  /** The row at this place, from 0. */
  async saveRow(index: number, sound: 'with sound' | 'without sound' = 'with sound') {
    const button = sound === 'with sound' ? '.format-save' : '.format-silent';
    await this.page.$$eval(
      '.format-row',
      (rows, at, selector) => {
        rows[at]?.querySelector<HTMLElement>(selector)?.click();
      },
      index,
      button,
    );
  }

  async rename(name: string): Promise<void> {
    await this.page.$eval(
      '.file-name input',
      (input, typed) => {
        if (!(input instanceof HTMLInputElement)) return;
        input.value = typed;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      },
      name,
    );
  }

  /** What the main button says became of the last press. */
  status(): Promise<string> {
    return this.#text('.save [role=status]');
  }

  jobs(): Promise<PopupJob[]> {
    return this.page.$$eval('.job', (jobs) =>
      jobs.map((job) => {
        const code = job.querySelector('.problem')?.getAttribute('title')?.split(/\s/).at(-1);
        return {
          title: job.querySelector('.job-title')?.textContent ?? '',
          label: job.querySelector('.job-what')?.textContent ?? '',
          state: (job.getAttribute('data-state') ?? '') as PopupJob['state'],
          words: job.querySelector('.job-state')?.textContent ?? '',
          ...(code === undefined ? {} : { code }),
        };
      }),
    );
  }

  /** Waits until the job of this title is in one of the states. @throws early when it failed meanwhile. */
  async job(title: string, ...states: JobState['state'][]): Promise<PopupJob> {
    const found = await waitFor(
      `the job "${title}" to be ${states.join(' or ')}`,
      async () => {
        const job = (await this.jobs()).find((candidate) => candidate.title === title);
        return job && (states.includes(job.state) || job.state === 'failed') ? job : undefined;
      },
      { timeoutMs: 45_000, everyMs: 50 },
    );
    if (!states.includes(found.state)) {
      throw new Error(`The job "${title}" failed: ${found.words} (${found.code})`);
    }
    return found;
  }

  /** Presses the button of a job that runs. */
  /** What a job says beside its state. */
  async jobNote(title: string): Promise<string> {
    await this.job(title, 'done');
    return this.#text('.job-note');
  }

  async cancel(title: string): Promise<void> {
    await this.#pressInJob(title, 'cancel');
  }

  async pause(title: string): Promise<void> {
    await this.#pressInJob(title, 'pause');
  }

  /** Of a live stream: what has come is enough. */
  async finish(title: string): Promise<void> {
    await this.#pressInJob(title, 'finish');
  }

  async resume(title: string): Promise<void> {
    await this.#pressInJob(title, 'resume');
  }

  /** Of a job that waits: now, whatever it waits for. */
  async tryNow(title: string): Promise<void> {
    await this.#pressInJob(title, 'try-now');
  }

  /** Of a job whose page wants a person. */
  async openPage(title: string): Promise<void> {
    await this.#pressInJob(title, 'open-page');
  }

  /** Presses what asks for a failed or cancelled job once more, from the start where that is all there is, and waits until it is under way. */
  async retry(title: string): Promise<void> {
    const before = (await this.jobs()).find((job) => job.title === title);
    await this.#pressInJob(title, 'retry', 'restart');
    await waitFor(
      `the job "${title}" to begin anew`,
      async () =>
        (await this.jobs()).some((job) => job.title === title && job.state !== before?.state),
      { everyMs: 20 },
    );
  }

  /** Removes a job that ended from the list, with whatever it left, and waits until it is gone. */
  async remove(title: string): Promise<void> {
    await this.#pressInJob(title, 'remove');
    await waitFor(`the job "${title}" to be gone`, async () =>
      (await this.jobs()).every((job) => job.title !== title),
    );
  }

  /** The first of these actions that the job offers; waits until it offers one. */
  async #pressInJob(title: string, ...actions: string[]): Promise<void> {
    await waitFor(`the job "${title}" to offer ${actions.join(' or ')}`, () =>
      this.page.$$eval(
        '.job',
        (jobs, wanted, names) => {
          const job = jobs.find((each) => each.querySelector('.job-title')?.textContent === wanted);
          const selector = names.map((name) => `[data-action="${name}"]`).join();
          const button = job?.querySelector<HTMLElement>(selector);
          button?.click();
          return button !== null && button !== undefined;
        },
        title,
        actions,
      ),
    );
  }

  async #press(selector: string): Promise<void> {
    await this.page.$eval(selector, (button) => {
      if (button instanceof HTMLElement) button.click();
    });
  }

  async #has(selector: string): Promise<boolean> {
    return (await this.page.$(selector)) !== null;
  }

  async #text(selector: string): Promise<string> {
    return this.page.$$eval(selector, ([element]) => element?.textContent?.trim() ?? '');
  }
}

/** `Code: http-403` → `http-403`, in any language that puts the code last. */
const lastWord = (words: string): string => words.trim().split(/\s/).at(-1) ?? '';
