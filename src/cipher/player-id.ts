/**
 * The addresses under which player scripts have been served since 2013 (youtube.md §6.1). Nothing
 * else is ever fetched as a player script, and the id in the address is the key of every cache: all
 * variants of one id (ias, es6, tce, embed, tv …) give the same answers.
 */
const hosts: ReadonlySet<string> = new Set([
  'www.youtube.com',
  'youtube.com',
  'm.youtube.com',
  'music.youtube.com',
  's.ytimg.com',
]);

const fileName = '[A-Za-z0-9_.-]+\\.js';
const locale = '[a-z]{2,3}(?:[_-][A-Za-z0-9]{2,4})?';

/** One form of path and, as its first group, the id in it. */
const paths: readonly RegExp[] = [
  // /s/player/62f90c99/player_ias.vflset/en_US/base.js (2020 to today)
  new RegExp(`^/s/player/([0-9a-fA-F]{8,16})/(?:[A-Za-z0-9_.-]+/){0,3}${fileName}$`),
  // /yts/jsbin/player_ias-vflzbi_R5/en_US/base.js, /yts/jsbin/player-en_US-vflV3n15C/base.js (2016–2020)
  new RegExp(
    `^/yts/jsbin/[a-z0-9_]*player[a-z0-9_]*(?:-[A-Za-z_]+?)*-(vfl[A-Za-z0-9_-]{6})/(?:${locale}/)?${fileName}$`,
  ),
  // /yts/jsbin/html5player-new-en_US-vflqLE6s6/html5player-new.js (2013–2015), and without the folder
  new RegExp(
    `^/yts/jsbin/html5player(?:-[A-Za-z_]+?)*-(vfl[A-Za-z0-9_-]{6})(?:/${fileName}|\\.js)$`,
  ),
];

function parse(url: string): URL | undefined {
  try {
    const parsed = new URL(url, 'https://www.youtube.com');
    if (parsed.protocol !== 'https:' || !hosts.has(parsed.hostname)) return undefined;
    return parsed.port === '' && parsed.username === '' && parsed.password === ''
      ? parsed
      : undefined;
  } catch {
    return undefined;
  }
}

/** The player id in a script's address (absolute, protocol-relative or a path on www.youtube.com), if it is a known form. */
export function playerIdOf(url: string): string | undefined {
  const parsed = parse(url);
  if (parsed === undefined) return undefined;
  for (const path of paths) {
    const id = path.exec(parsed.pathname)?.[1];
    if (id !== undefined) return id;
  }
  return undefined;
}
