import filenamify from 'filenamify/browser';
import { cutToBytes } from './cut-to-bytes';

/** More of a text than any name can hold; the rest is not looked at. */
const longestText = 1000;

/**
 * What nobody sees and what both browsers refuse or rewrite: direction marks, joiners, fillers,
 * noncharacters, halves of surrogate pairs. The zero-width joiner is among them, although filenamify
 * keeps it: `downloads.download` throws at it (measured: Chromium 156, Firefox 153). Variation
 * selectors stay: they make emoji of signs.
 */
const unseen =
  /[\p{Format}\p{Surrogate}\p{Noncharacter_Code_Point}\uFFFC\uFFFD]|(?![\uFE00-\uFE0F])\p{Default_Ignorable_Code_Point}/gu;
/** U+2800 is braille's empty cell, for titles that mean to look empty. */
const blanks = /[\p{White_Space}\p{Control}\u2800<>?*]+/gu;

/** A device of Windows that filenamify does not know. */
const device = /^clock\$(?= *(?:\.|$))/i;
/**
 * The dot before an extension that a shell acts upon, or in the files by which Windows shows a folder:
 * Chromium refuses them, in folders too.
 */
const shellDot =
  /\.(?=(?:lnk|local|scf|url|\{[^}]*\}?)$)|(?<=^desktop)\.(?=ini$)|(?<=^thumbs)\.(?=db$)/i;

/** Chromium refuses dot, tilde and space at the ends; a dash is left of a colon that ended the text. */
const badEnds = /^(?:[\s.~]|[\uFE00-\uFE0F]|- )+|(?:[\s.~]| -)+$/g;
const trim = (name: string): string => name.replace(badEnds, '');

/**
 * Text as one component of a path, safe in both browsers and on every system, at most `maxBytes` of
 * UTF-8; empty where nothing of the text can be kept. Done twice it changes nothing.
 */
export function safeName(text: string, maxBytes: number): string {
  const readable = text
    .slice(0, longestText)
    .replace(unseen, '')
    .normalize('NFC')
    .replace(/[/\\|]/g, '-')
    .replaceAll('"', "'")
    // Both browsers write `_` for it; this one still reads as what was meant.
    .replaceAll('%', '％')
    .replace(/(?<=\d):(?=\d)/g, '-')
    .replaceAll(':', ' - ')
    .replace(blanks, ' ');
  const legal = filenamify(trim(readable), { replacement: '', maxLength: 2 * longestText });
  const cut = cutToBytes(legal.replace(device, '$&_'), maxBytes);
  // Last, since a cut can leave such an ending.
  return trim(cut).replace(shellDot, '_');
}
