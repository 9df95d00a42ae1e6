/** Why a browser would refuse or rewrite a component of a path: measured on Chromium 156 and Firefox 153. */
export function whyRefused(component: string): string | undefined {
  return rules.find(([, isBroken]) => isBroken(component))?.[0];
}

const matches = (pattern: RegExp) => (component: string) => pattern.test(component);

const rules: readonly (readonly [reason: string, isBroken: (component: string) => boolean])[] = [
  ['empty', (component) => component === ''],
  ['reserved character', matches(/[:?"<>|*\\/%]/)],
  ['control character', matches(/\p{Cc}/u)],
  ['invisible mark', matches(/\p{Cf}/u)],
  ['half a surrogate pair', matches(/\p{Cs}/u)],
  ['separator of lines', matches(/[\p{Zl}\p{Zp}\u00a0]/u)],
  ['noncharacter', matches(/\p{Noncharacter_Code_Point}/u)],
  ['begins badly', matches(/^[.\s~]/)],
  ['ends badly', matches(/[.\s~]$/)],
  ['device', matches(/^(?:con|prn|aux|nul|clock\$|com[1-9]|lpt[1-9])(?:\.|$)/i)],
  ['file of the shell', matches(/^(?:desktop\.ini|thumbs\.db)$/i)],
  ['extension of the shell', matches(/\.(?:lnk|local|scf|url|\{[^}]*\})$/i)],
  ['too long', (component) => new TextEncoder().encode(component).length > 244],
];
