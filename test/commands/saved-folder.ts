import { join } from 'node:path';
import { projectRoot } from './project-root.mjs';

/** Where `npm start` lets the browser put its downloads: they outlive its profile, for whoever wants to look. */
export const savedFolder = join(projectRoot, '.cache/saved');
