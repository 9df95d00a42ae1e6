import { createContext, runInContext } from 'node:vm';
import { bundleScript } from './bundle-script';

/** A function as the browser carries it into a page: its text, with the page's things around it and none of ours. */
export async function runInPage(
  text: string,
  page: Readonly<Record<string, unknown>>,
  ...args: readonly unknown[]
): Promise<unknown> {
  const globals: Record<string, unknown> = { setTimeout, clearTimeout, ...page };
  globals.top = globals;
  const world = createContext(globals);
  globals.given = JSON.stringify(args);
  return JSON.parse(String(await runInContext(`(${text})(...JSON.parse(given))`, world)));
}

/** The text of an exported function as the build writes it. */
export async function builtText(entry: string, name: string): Promise<string> {
  const world = createContext({});
  runInContext(await bundleScript(entry), world);
  return String(runInContext(`unused.${name}.toString()`, world));
}
