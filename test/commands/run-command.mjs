import process from 'node:process';
import { createServer } from 'vite';
import { projectRoot } from './project-root.mjs';

/**
 * Loads `test/commands/NAME.ts` through vite (Node 20 runs no TypeScript by itself) with the project's
 * own resolution, packages left to Node, and runs its `main(args)`.
 * @returns {Promise<number>} the exit code
 */
export async function runCommand(name, args) {
  const { NODE_ENV } = process.env;
  const server = await createServer({
    root: projectRoot,
    // vite.config.ts leaves the extension's packaging out in this mode.
    mode: 'command',
    appType: 'custom',
    logLevel: 'warn',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
  });
  // vite sets it to "development"; the build that a command starts must not inherit that.
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  try {
    const { main } = await server.ssrLoadModule(`/test/commands/${name}.ts`);
    return await main(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
    return 1;
  } finally {
    await server.close();
  }
}
