import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { runChild } from './child-process';

/** A real hand on mouse and keyboard: what it does reaches the browser's own keys and menus, which puppeteer cannot. */
export class Person {
  constructor(private readonly display: string) {}

  /** X11 key names joined by `+`: `alt+shift+s`. */
  async press(keys: string): Promise<void> {
    await this.#xdotool('key', '--clearmodifiers', keys);
  }

  async type(text: string): Promise<void> {
    await this.#xdotool('type', text);
  }

  /** In CSS pixels of the page, from the upper left corner of what is visible of it. */
  async click(page: Page, x: number, y: number, button: 'left' | 'right' = 'left'): Promise<void> {
    const origin = await page.evaluate(() => ({
      // The page lies at the bottom of the window: what is above it is the browser's own.
      x: window.screenX + (window.outerWidth - window.innerWidth) / 2,
      y: window.screenY + (window.outerHeight - window.innerHeight),
    }));
    const point = [Math.round(origin.x + x), Math.round(origin.y + y)].map(String);
    await this.#xdotool('mousemove', ...point, 'click', button === 'left' ? '1' : '3');
  }

  /** The whole screen, with what the browser draws around the page, as a PNG file. */
  async photograph(file: string): Promise<void> {
    await this.#run('import', ['-window', 'root', file]);
  }

  async #xdotool(...args: string[]): Promise<void> {
    await this.#run('xdotool', args);
    // A person is slow; and a menu that is still opening drops what comes too early.
    await sleep(500);
  }

  async #run(program: string, args: readonly string[]): Promise<void> {
    const env = { ...process.env, DISPLAY: this.display };
    const { code, output } = await runChild(program, args, { env });
    if (code !== 0) throw new Error(`${program} ${args.join(' ')}: ${output}`);
  }
}
