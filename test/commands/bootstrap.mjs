#!/usr/bin/env node
// `node test/commands/bootstrap.mjs COMMAND …` installs what COMMAND lacks and runs `COMMAND.ts` beside this file;
// without a command it installs the npm packages, for scripts that call their programs directly.
// Plain JavaScript that needs Node alone: in a fresh clone there is nothing else yet.
import { existsSync } from 'node:fs';
import process from 'node:process';
import { installPackages } from './install-packages.mjs';
import { installTools } from './install-tools.mjs';

/** An abort before anything ran: the sentence is all that a person needs, a stack would hide it. */
const refuse = (sentence) => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};

const [command = '', ...args] = process.argv.slice(2);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  refuse(`Reelkeep needs Node 20.19 or newer; this is ${process.versions.node}.`);
}
const isCommand =
  /^[a-z-]+$/.test(command) && existsSync(new URL(`${command}.ts`, import.meta.url));
if (command !== '' && !isCommand) {
  refuse(`There is no command "${command}" in test/commands.`);
}

try {
  await installPackages();
  if (command === '') process.exit(0);
  await installTools(command, args);
} catch (error) {
  refuse(error instanceof Error ? error.message : String(error));
}
// Only now: it imports vite, which the lines above may just have installed.
const { runCommand } = await import('./run-command.mjs');
process.exit(await runCommand(command, args));
