import { hostPattern } from '../../src/platform/host-pattern';
import type { ChromiumSession } from './chromium-session';
import { askExtension } from './extension-pages';

/**
 * Says yes beforehand, on the browser's own page of extensions, to what will be asked for these hosts: a
 * question that nobody sees cannot be answered otherwise. The extension has to ask all the same.
 */
export async function agreeToHosts(
  { browser, extensionId }: ChromiumSession,
  hosts: readonly string[],
): Promise<void> {
  const page = await browser.newPage();
  try {
    await page.goto('chrome://extensions');
    await page.evaluate(
      async (id, patterns) => {
        const allow = Reflect.get(Reflect.get(chrome, 'developerPrivate'), 'addHostPermission');
        for (const pattern of patterns) await allow(id, pattern);
      },
      extensionId,
      hosts.map(hostPattern),
    );
  } finally {
    await page.close();
  }
}

/** Gives the extension these hosts as a person's yes would. */
export async function allowHosts(
  session: ChromiumSession,
  hosts: readonly string[],
): Promise<void> {
  await agreeToHosts(session, hosts);
  const isGiven = await askExtension(
    session,
    (origins) => chrome.permissions.request({ origins }),
    hosts.map(hostPattern),
  );
  if (!isGiven) throw new Error(`The browser does not give ${hosts.join(', ')}.`);
}
