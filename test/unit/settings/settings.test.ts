import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../src/settings/settings';

const defaults = {
  version: 1,
  defaultPreset: 'auto',
  conflictAction: 'uniquify',
  saveAs: false,
  connectionsPerHost: 6,
  fragmentsAtOnce: 3,
  connectionsInAll: 12,
  jobsAtOnce: 2,
  speedLimit: 0,
  quietHours: null,
  waitOnMetered: true,
  keepAwake: false,
  callers: [],
  watchPages: false,
  aria2: false,
  aria2Address: 'http://localhost:6800/jsonrpc',
  aria2Folder: '',
  slowShare: 0.25,
};

describe('readSettings', () => {
  it.each([[undefined], [null], ['text'], [7], [[]], [{}]])('has defaults for %j', (stored) => {
    expect(readSettings(stored)).toEqual(defaults);
  });

  it('keeps what a person set', () => {
    const set = {
      version: 1,
      defaultPreset: 'best',
      conflictAction: 'overwrite',
      saveAs: true,
      connectionsPerHost: 3,
      fragmentsAtOnce: 5,
      connectionsInAll: 8,
      jobsAtOnce: 4,
      speedLimit: 1_000_000,
      quietHours: { from: 1320, to: 360 },
      waitOnMetered: false,
      keepAwake: true,
      callers: ['abcdefghijklmnopabcdefghijklmnop'],
      watchPages: true,
      aria2: true,
      aria2Address: 'wss://nas.example:443/jsonrpc',
      aria2Folder: 'D:\\Videos',
      slowShare: 0.5,
    };
    expect(readSettings(set)).toEqual(set);
  });

  it.each([
    ['defaultPreset', '4320'],
    ['conflictAction', 'ask'],
    ['saveAs', 'yes'],
    ['connectionsPerHost', 7],
    ['fragmentsAtOnce', 7],
    ['fragmentsAtOnce', 0],
    ['connectionsPerHost', 0],
    ['connectionsPerHost', 2.5],
    ['connectionsInAll', 33],
    ['jobsAtOnce', 0],
    ['speedLimit', -1],
    ['quietHours', { from: 1440, to: 0 }],
    ['quietHours', 'always'],
    ['waitOnMetered', 1],
    ['keepAwake', 'no'],
    ['callers', ['<all_urls>']],
    ['watchPages', 'yes'],
    ['aria2', 'yes'],
    ['aria2Address', 'file:///etc/passwd'],
    ['aria2Address', 'http://me:secret@nas.example/jsonrpc'],
    ['aria2Folder', 7],
    ['slowShare', 1],
    ['version', 99],
  ])('loses nothing but %s to %j', (field, value) => {
    const { [field]: _, ...others } = { ...defaults, saveAs: true } as Record<string, unknown>;
    const read = readSettings({ ...others, [field]: value });
    expect(read).toEqual({ ...others, [field]: defaults[field as keyof typeof defaults] });
  });

  it('drops what is no setting', () => {
    expect(readSettings({ ...defaults, __proto__: null, token: 'x' })).toEqual(defaults);
  });
});
