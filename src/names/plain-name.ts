import { withExtension } from './file-name';

/** Of a component, without extension: what any file system and any depth of folders takes. */
const longest = 80;

/**
 * A plainer name for a file whose name the browser, or the disk, would not have: ASCII letters, digits
 * and dashes, short, in a folder as plain. Done twice it changes nothing.
 */
export function plainName(name: string): string {
  const dot = name.lastIndexOf('.');
  const extension = name.slice(dot + 1);
  const components = name.slice(0, dot).split('/');
  const folder = components.length > 1 ? components.shift() : undefined;
  const plain = [folder, components.join('-')]
    .map((component) => plainComponent(component ?? ''))
    .join('/');
  return withExtension(plain, extension);
}

const plainComponent = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '');
