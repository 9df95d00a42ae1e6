import { ReelkeepError } from '../errors';
import { holdsHosts } from '../platform/permissions';
import { hostsOfAria2 } from '../settings/aria2-hosts';
import { type Aria2Client, aria2Client } from '../transfer/aria2/aria2-client';
import { exchangeWith } from './aria2-exchange';
import { aria2Secret } from './aria2-secret';
import { loadSettings } from './settings-store';

export interface Aria2 {
  readonly client: Aria2Client;
  /** Where it shall write, on its machine; empty: where it is used to. */
  readonly folder: string;
}

/** The aria2 that the settings name. @throws aria2-not-allowed. */
export async function openAria2(): Promise<Aria2> {
  const { aria2Address, aria2Folder: folder } = await loadSettings();
  const hosts = hostsOfAria2(aria2Address);
  if (hosts.length > 0 && !(await holdsHosts(hosts))) {
    throw new ReelkeepError('aria2-not-allowed', 'The browser does not let us speak to aria2.');
  }
  return { client: aria2Client(exchangeWith(aria2Address), await aria2Secret()), folder };
}

export async function testAria2(): Promise<{ version: string }> {
  const { client } = await openAria2();
  return { version: await client.version(new AbortController().signal) };
}
