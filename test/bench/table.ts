import { isAsWanted, type Result, ratioOf, type Unit, type Wanted } from './result';
import { median, quartiles } from './statistics';

const heads = ['measure', 'median', 'middle half', 'peer', 'its median', 'ratio', 'wanted', ''];
const isNumeric = (column: number): boolean => [1, 2, 4, 5].includes(column);

/** The results as a table for a person. */
export function table(results: readonly Result[]): string {
  const rows = [heads, ...results.map(cells)];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const rule = widths.map((width) => '─'.repeat(width)).join('──');
  const lines = rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isNumeric(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function cells(result: Result): string[] {
  const { name, unit, samples, peer, wanted } = result;
  const { low, high } = quartiles(samples);
  const ratio = ratioOf(result);
  const asWanted = isAsWanted(result);
  return [
    name,
    inUnit(median(samples), unit),
    `${plain(low)} – ${plain(high)}`,
    peer?.name ?? '',
    peer ? inUnit(median(peer.samples), unit) : '',
    ratio === undefined ? '' : `${ratio.toFixed(2)}×`,
    wanted ? inWords(wanted, unit) : '',
    asWanted === undefined ? '' : asWanted ? 'yes' : 'NO',
  ];
}

const plain = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(1);

const inUnit = (value: number, unit: Unit): string => `${plain(value)} ${unit}`;

function inWords(wanted: Wanted, unit: Unit): string {
  if (wanted.of === 'median') return `< ${wanted.below} ${unit}`;
  if (wanted.of === 'noise') return 'within noise';
  if ('atLeast' in wanted) return `≥ ${wanted.atLeast}×`;
  return `≤ ${wanted.atMost}×${wanted.goal === undefined ? '' : `, goal ${wanted.goal}×`}`;
}
