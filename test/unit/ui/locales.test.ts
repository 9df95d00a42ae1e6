import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { errorCodes } from '../../../src/errors';
import { errorKey } from '../../../src/ui/error-sentence';
import { type Message, readMessages } from './speak';

const languages = readdirSync('public/_locales');
const english = readMessages('en');
const sources = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  .join('\n');
const manifest = readFileSync('manifest.json', 'utf8');
const named = (pattern: RegExp, text: string) => [...text.matchAll(pattern)].map(([, key]) => key);

test('English and Korean are there', () => {
  expect(languages).toEqual(expect.arrayContaining(['en', 'ko']));
});

describe.each(languages)('the messages in %s', (language) => {
  const messages = readMessages(language);
  const entries = Object.entries(messages);

  it('have the keys that the English ones have', () => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort());
  });

  it('have keys that Chromium takes', () => {
    expect(Object.keys(messages).filter((key) => !/^[A-Za-z0-9_@]+$/.test(key))).toEqual([]);
  });

  it('say something', () => {
    expect(entries.filter(([, { message }]) => message.trim() === '')).toEqual([]);
  });

  it('take the same parts as the English ones', () => {
    for (const [key, { placeholders }] of entries) {
      expect({ key, placeholders }).toEqual({ key, placeholders: english[key]?.placeholders });
    }
  });

  it('use every part they name, and name every part they use', () => {
    for (const [key, found] of entries) {
      expect({ key, parts: partsUsed(found) }).toEqual({ key, parts: partsNamed(found) });
    }
  });

  it('have a sentence of their own for every error', () => {
    const sentences = errorCodes.map((code) => messages[errorKey(code)]?.message ?? '');
    expect(sentences.filter((sentence) => !/[.!?]$/.test(sentence))).toEqual([]);
    expect(new Set(sentences).size).toBe(errorCodes.length);
  });

  it('tell their own language, which numbers and dates follow', () => {
    expect(messages.messagesLanguage?.message).toBe(language);
  });

  it('keep within what the stores and the browsers show of name and description', () => {
    expect(messages.extensionName?.message.length).toBeLessThanOrEqual(45);
    expect(messages.extensionDescription?.message.length).toBeLessThanOrEqual(132);
  });
});

test('every key that the manifest and the sources name exists', () => {
  const keys = [
    ...named(/__MSG_(\w+)__/g, manifest),
    ...named(/\b(?:t|message)\(\s*'(\w+)'/g, sources),
  ];
  expect(keys.length).toBeGreaterThan(50);
  expect(keys.filter((key) => key === undefined || !Object.hasOwn(english, key))).toEqual([]);
});

test('every key is used', () => {
  const used = new Set([
    ...named(/__MSG_(\w+)__/g, manifest),
    ...named(/'(\w+)'/g, sources),
    ...errorCodes.map(errorKey),
  ]);
  expect(Object.keys(english).filter((key) => !used.has(key))).toEqual([]);
});

function partsUsed({ message }: Message): string[] {
  return [...new Set(named(/\$(\w+)\$/g, message).map((name) => name?.toLowerCase() ?? ''))].sort();
}

const partsNamed = ({ placeholders = {} }: Message): string[] => Object.keys(placeholders).sort();
