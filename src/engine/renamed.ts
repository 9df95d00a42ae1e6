/**
 * Whether a file was saved under another name than was asked: another extension may have a say in it.
 * The browser's own number behind the name (` (1)`, `(1)`) is none. `asked`: relative to the download folder.
 */
export const isRenamed = (asked: string, savedPath: string): boolean =>
  unnumbered(lastOf(savedPath)) !== unnumbered(lastOf(asked));

const lastOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? '';

const unnumbered = (name: string): string =>
  name.normalize('NFC').replace(/ ?\(\d+\)(?=\.\w+$)/, '');
