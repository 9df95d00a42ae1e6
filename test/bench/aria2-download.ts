import { basename, dirname } from 'node:path';
import { runChild } from '../helpers/child-process';
import { pageHost } from '../site/hosts';

const program = 'aria2c';

export const hasAria2 = (): Promise<boolean> =>
  runChild(program, ['--version']).then(
    ({ code }) => code === 0,
    () => false,
  );

/**
 * Fetches a format's file of the site with aria2 over six connections, from where it is served under no
 * rule but the limits: aria2 asks for more at once than the media address answers at full speed.
 */
export async function aria2Download(
  sitePort: number,
  { videoId, itag }: { readonly videoId: string; readonly itag: number },
  target: string,
): Promise<void> {
  const { code, output } = await runChild(program, [
    ...['-x6', '-s6', '--file-allocation=none', '--allow-overwrite=true', '--no-conf=true'],
    ...['--check-certificate=false', `--header=Host: ${pageHost}`],
    ...['--quiet=true', `--dir=${dirname(target)}`, `--out=${basename(target)}`],
    `https://127.0.0.1:${sitePort}/site/file/${videoId}/${itag}`,
  ]);
  if (code !== 0) throw new Error(`aria2c ended with ${code}: ${output.slice(-500)}`);
}
