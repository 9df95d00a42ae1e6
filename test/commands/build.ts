import { runChild } from '../helpers/child-process';
import { projectRoot } from './project-root.mjs';

/** `npm run build`. @throws with what it printed when it fails. */
export async function build(): Promise<void> {
  const start = Date.now();
  const { code, output } = await runChild('npm', ['run', '--silent', 'build'], {
    cwd: projectRoot,
    shell: process.platform === 'win32',
  });
  if (code !== 0) throw new Error(`${output}\nThe build failed.`);
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(`Built dist/chromium and dist/firefox in ${seconds} s.`);
}
