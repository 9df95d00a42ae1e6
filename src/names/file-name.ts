import { safeName } from './safe-name';

/**
 * Bytes that a component may have, extension included: Chromium ends a download of a longer name as
 * cancelled (255 less its own `.crdownload`).
 */
const maxComponentBytes = 244;
/** For ` (100)`: "uniquify" adds it without a look at the length, and the longer name fails likewise. */
const uniquifierBytes = 6;
/** The longest dot and extension of what is ever saved of a video; a name thus fits whichever format is chosen. */
const extensionBytes = '.webm'.length;
const maxNameBytes = maxComponentBytes - uniquifierBytes - extensionBytes;

/** For what has a longer ending, as captions have with their language. */
const bytesBefore = (extension: string): number =>
  maxNameBytes - Math.max(0, extension.length + 1 - extensionBytes);

/** What titles and people write behind a name, and what is put there anyway. */
const mediaExtensions =
  /(?:\.(?:mp4|webm|mkv|m4a|opus|ogg|mp3|3gp|flv|avi|mov|wmv|jpe?g|png|gif|webp))+$/i;

interface Titled {
  readonly title: string;
  /** Names the file where the title leaves nothing. */
  readonly id: string;
}

/** The name that a video's title suggests, without extension; never empty. */
export function safeTitle({ title, id }: Titled): string {
  return nonEmpty(component(spaced(title)), id);
}

/**
 * The file for a video, by its title, in its folders, outermost first: each component safe in both browsers.
 * `extension` has no dot.
 */
export const fileNameFor = (
  titled: Titled,
  extension: string,
  folders: readonly string[] = [],
): string => [...safeFolders(folders), `${safeTitle(titled)}.${extension}`].join('/');

/** Windows takes 260 characters for a whole path: folders leave room for the name. */
const maxFolderBytes = 80;
const mostFolders = 5;

const safeFolders = (folders: readonly string[]): string[] =>
  folders
    .slice(0, mostFolders)
    .map((folder) => safeName(folder, maxFolderBytes))
    .filter((folder) => folder !== '');

/**
 * The file for a name that a person typed, relative to the download folder. What stands before the
 * first slash is a folder; further slashes make no deeper ones, and `.` and `..` are not followed. An
 * extension that was typed gives way to the right one; `fallback` serves where nothing can be kept.
 */
export function withExtension(typed: string, extension: string, fallback = 'video'): string {
  const segments = typed
    .split(/[/\\]/, mostSegments)
    .map((segment) => component(segment, bytesBefore(extension)))
    .filter((segment) => segment !== '');
  const folder = segments.length > 1 ? segments.shift() : undefined;
  const joined = component(segments.join(' - '), bytesBefore(extension));
  const name = nonEmpty(joined, fallback);
  return [folder, `${name}.${extension}`].filter((part) => part !== undefined).join('/');
}

const mostSegments = 20;

function component(text: string, maxBytes = maxNameBytes): string {
  const name = safeName(text, maxBytes);
  const bare = name.replace(mediaExtensions, '');
  return bare === name ? name : component(bare, maxBytes);
}

const nonEmpty = (name: string, fallback: string): string => name || component(fallback) || 'video';

/** `my_holiday_film`: underscores that stand for spaces, since there are none. pytube replaced them all. */
const spaced = (title: string): string =>
  /\s/.test(title.trim()) ? title : title.replaceAll('_', ' ');
