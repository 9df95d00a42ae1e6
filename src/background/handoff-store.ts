import * as v from 'valibot';
import { type Handoff, type HandoffFile, handoffsSchema } from '../jobs/handoff';
import { Turns } from '../jobs/turns';
import { storedValue } from '../platform/storage';

/** Of what was handed over longest ago nobody asks any more. */
const mostHandoffs = 100;

const stored = storedValue('local', 'handoffs');
const turns = new Turns();

/** One after the other: a file that a person wants again is not renewed by the list meanwhile. */
export const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns.take('aria2', work);

/** Newest first. */
export const loadHandoffs = async (): Promise<Handoff[]> =>
  v.parse(handoffsSchema, await stored.read());

const change = (edit: (all: readonly Handoff[]) => readonly Handoff[]): Promise<void> =>
  turns.take('handoffs', async () => {
    await stored.write(edit(await loadHandoffs()).slice(0, mostHandoffs));
  });

export const rememberHandoff = (handoff: Handoff): Promise<void> =>
  change((all) => [handoff, ...all]);

export const forgetHandoff = (id: string): Promise<void> =>
  change((all) => all.filter((one) => one.id !== id));

/** What has become of one of its files. */
export const updateFile = (id: string, gid: string, news: Partial<HandoffFile>): Promise<void> =>
  changeFiles(id, (file) => (file.gid === gid ? { ...file, ...news } : file));

/** A person wants it: refused addresses may be asked anew once more. */
export const wantAgain = (id: string): Promise<void> =>
  changeFiles(id, ({ isRenewed: _, ...file }) => file);

const changeFiles = (id: string, edit: (file: HandoffFile) => HandoffFile): Promise<void> =>
  change((all) => all.map((one) => (one.id === id ? { ...one, files: one.files.map(edit) } : one)));
