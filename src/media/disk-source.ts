import { Source } from 'mediabunny';
import type { ByteFile } from './byte-file';
import { FileWindow, type Window } from './file-window';

/**
 * A file as mediabunny reads it, at once.
 *
 * Its own CustomSource answers with promises and copies each piece into a cache and out of it again,
 * which takes longer than the reading itself. The methods with an underscore are what its Reader calls
 * on any source; they are not in its typings, so its version is pinned.
 */
export class DiskSource extends Source {
  readonly window: FileWindow;

  constructor(file: ByteFile) {
    super();
    this.window = new FileWindow(file);
  }

  _getFileSize(): number {
    return this.window.size;
  }

  _read(start: number, end: number): Window {
    return this.window.read(start, end);
  }

  _dispose(): void {
    // The file belongs to the caller.
  }
}
