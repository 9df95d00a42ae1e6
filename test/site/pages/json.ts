export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

/** JSON as the pages until 2018 carried it inline: every slash escaped, no `<`, no `&`. */
export const oldInlineJson = (value: JsonObject): string =>
  escaped(JSON.stringify(value)).replaceAll('/', '\\/');

/** JSON as the pages since 2019 carry it inline. Braces, quotes and `;` inside strings stay as they are: they break matchers that count. */
export const inlineJson = (value: JsonObject): string =>
  escaped(JSON.stringify(value)).replaceAll('=', '\\u003d');

const escaped = (json: string): string =>
  json
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

export const html = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
