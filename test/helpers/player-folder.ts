import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesIn } from './files-in';
import { openScript } from './open-capture';

/** Player scripts by player id. */
export interface PlayerFolder {
  /** The script's text; `undefined` where the folder has none of that id. */
  script(playerId: string): Promise<string | undefined>;
}

/**
 * The scripts in a folder: one whose file name holds the id, else the one that the map names (JSON, id →
 * path in the folder).
 */
export async function openPlayerFolder(
  folder: string | undefined,
  mapFile: string | undefined,
): Promise<PlayerFolder> {
  const files = folder === undefined ? [] : await filesIn(folder);
  const map = mapFile === undefined ? {} : JSON.parse(await readFile(mapFile, 'utf8'));
  return {
    async script(playerId) {
      const named = files.find((file) => file.includes(playerId));
      const file = named ?? (Object.hasOwn(map, playerId) ? String(map[playerId]) : undefined);
      return file === undefined ? undefined : await openScript(join(folder ?? '', file));
    },
  };
}
