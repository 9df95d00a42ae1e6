import { readdir, readFile } from 'node:fs/promises';
import type { ChromiumSession } from '../helpers/chromium-session';

export interface MemorySample {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Megabytes of anonymous memory, what is shared counted in parts: `Pss_Anon` of Linux's smaps_rollup. */
  readonly megabytes: number;
}

export interface MemoryWatch {
  /** Ends it; answers with all samples. */
  stop(): Promise<readonly MemorySample[]>;
}

const everyMs = 200;

/** Samples the processes that run the extension's documents and worker; in Chromium that is one. */
export async function watchExtensionMemory(session: ChromiumSession): Promise<MemoryWatch> {
  const processes = await extensionProcesses(session.browser.process()?.pid ?? 0);
  if (processes.length === 0) throw new Error('No process of the extension was found in /proc.');
  const samples: MemorySample[] = [];
  let running = true;
  const sampling = (async () => {
    while (running) {
      const at = Date.now();
      const megabytes = await Promise.all(processes.map(pssAnon));
      samples.push({ at, megabytes: megabytes.reduce((sum, each) => sum + each, 0) });
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, at + everyMs - Date.now())));
    }
  })();
  return {
    stop: async () => {
      running = false;
      await sampling;
      return samples;
    },
  };
}

async function pssAnon(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kibibytes = /^Pss_Anon:\s+(\d+) kB$/m.exec(rollup)?.[1];
  if (kibibytes === undefined) throw new Error('This kernel tells no Pss_Anon.');
  return (Number(kibibytes) * 1024) / 1e6;
}

/** The browser's renderers for extensions; other browsers run on this machine too. */
async function extensionProcesses(browserPid: number): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const isRenderer = (await readOf(pid, 'cmdline')).includes('--extension-process');
    if (isRenderer && (await isUnder(pid, browserPid))) found.push(pid);
  }
  return found;
}

async function isUnder(pid: number, ancestor: number): Promise<boolean> {
  for (let at = pid; at > 1; at = await parentOf(at)) if (at === ancestor) return true;
  return false;
}

/** The second field after the program's name, which stands in brackets and may hold anything. */
async function parentOf(pid: number): Promise<number> {
  const stat = await readOf(pid, 'stat');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** Empty for a process that has ended meanwhile. */
const readOf = (pid: number, name: string): Promise<string> =>
  readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
