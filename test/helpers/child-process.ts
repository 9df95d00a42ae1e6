import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starts a program that must not outlive this process. Its output goes nowhere unless `stdio` says so. */
export function startChild(program: string, args: readonly string[], options: SpawnOptions = {}) {
  const child = spawn(program, args, { stdio: 'ignore', ...options });
  const kill = () => {
    child.kill('SIGKILL');
  };
  process.on('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return child;
}

/** Asks the child to end, and makes it after two seconds. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), 2000);
  await ended;
  clearTimeout(insist);
}

export interface RunResult {
  /** The exit code; 1 when a signal ended it. */
  readonly code: number;
  /** What it wrote to both of its outputs. */
  readonly output: string;
}

/** Runs a program to its end. Never rejects for an exit code; rejects when the program cannot be started. */
export async function runChild(
  program: string,
  args: readonly string[],
  options: SpawnOptions & { readonly live?: boolean } = {},
): Promise<RunResult> {
  const { live = false, ...spawnOptions } = options;
  const child = startChild(program, args, { ...spawnOptions, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  const collect = (chunk: Buffer) => {
    chunks.push(chunk);
    if (live) process.stdout.write(chunk);
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') };
}
