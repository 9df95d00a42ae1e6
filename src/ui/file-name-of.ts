/** The last part of a path, of whichever system. */
export const fileNameOf = (path: string): string => path.split(/[/\\]/).at(-1) || path;
