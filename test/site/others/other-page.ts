/** A page of a site other than YouTube: no more than what its extractor could look at. */
export const otherPage = (title: string, scripts: readonly string[]): string =>
  [
    '<!doctype html>',
    `<title>${title.replace(/[&<]/g, '')}</title>`,
    '<h1>Offline</h1>',
    ...scripts.map((script) => `<script>${script.replaceAll('</', '<\\/')}</script>`),
  ].join('\n');
