import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { filesIn } from '../helpers/files-in';
import { askYtDlp } from '../helpers/lists/ask-yt-dlp';
import { dashVerdict } from '../helpers/lists/dash-verdict';
import { hlsVerdict } from '../helpers/lists/hls-verdict';
import type { ListVerdict } from '../helpers/lists/verdict';

const usage = 'npm run verify:lists -- DIR [--json]\n';

/**
 * Reads published HLS and DASH lists with the extension's own code, and holds the segments against
 * another parser's: m3u8-parser for HLS, yt-dlp for DASH. A line for each.
 * @returns the exit code: 0 once every file has its line, whatever the lines say.
 */
export async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const [folder] = positionals;
  if (folder === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  const lists = (await filesIn(folder)).filter((name) => /\.(?:m3u8|mpd)$/.test(name));
  const texts = new Map<string, string>();
  for (const file of lists) texts.set(file, await readFile(join(folder, file), 'utf8'));
  const manifests = new Map([...texts].filter(([file]) => file.endsWith('.mpd')));
  const tracks = manifests.size > 0 ? await askYtDlp(manifests) : new Map();
  const verdicts = [...texts].map(([file, text]) =>
    file.endsWith('.mpd')
      ? dashVerdict(file, text, tracks.get(file) ?? [])
      : hlsVerdict(file, text),
  );
  for (const verdict of verdicts) {
    process.stdout.write(`${values.json ? JSON.stringify(verdict) : inWords(verdict)}\n`);
  }
  if (!values.json) process.stdout.write(summary(verdicts));
  return 0;
}

const inWords = ({ file, state, segments, why }: ListVerdict): string =>
  [state.padEnd(9), file, segments > 0 ? `${segments} segments` : '', why ?? '']
    .join('  ')
    .trimEnd();

function summary(verdicts: readonly ListVerdict[]): string {
  const counts = new Map<string, number>();
  for (const { kind, state } of verdicts) {
    const name = `${kind} ${state}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const lines = [...counts]
    .sort()
    .map(([name, count]) => `${String(count).padStart(5)}  ${name}\n`);
  return `\n${verdicts.length} lists\n${lines.join('')}`;
}
