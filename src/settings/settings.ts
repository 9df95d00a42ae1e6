import * as v from 'valibot';
import { presets } from '../formats/choice';

export const settingsVersion = 1;

export const conflictActions = ['uniquify', 'overwrite', 'prompt'] as const;
export type ConflictAction = (typeof conflictActions)[number];

/** Everything a person can set. Each field falls back to its default by itself, so one bad value costs only itself. */
export const settingsSchema = v.object({
  version: v.fallback(v.literal(settingsVersion), settingsVersion),
  /** What the button, the menu and the shortcut save. */
  defaultPreset: v.fallback(v.picklist(presets), 'auto'),
  conflictAction: v.fallback(v.picklist(conflictActions), 'uniquify'),
  saveAs: v.fallback(v.boolean(), false),
  /** Ranges fetched side by side from one host; Chromium opens at most 6 connections to one. */
  connectionsPerHost: v.fallback(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(6)), 4),
});

export type Settings = v.InferOutput<typeof settingsSchema>;

/** Settings as stored, of any version or damaged, → valid settings. Never throws. */
export function readSettings(stored: unknown): Settings {
  return v.parse(settingsSchema, typeof stored === 'object' && stored !== null ? stored : {});
}
