import * as v from 'valibot';
import { storedValue } from '../platform/storage';

/** YouTube serves a handful of players at a time; a plan is some kilobytes. */
const mostPlans = 12;

const stored = storedValue('local', 'player-plans');
const plansSchema = v.fallback(v.array(v.tuple([v.string(), v.unknown()])), []);

const load = async () => v.parse(plansSchema, await stored.read());

/** Solved players by id, the last used first, in `storage.local`. */
export const planCache = {
  async get(playerId: string): Promise<unknown> {
    return (await load()).find(([id]) => id === playerId)?.[1];
  },
  async set(playerId: string, plan: unknown): Promise<void> {
    const others = (await load()).filter(([id]) => id !== playerId);
    await stored.write([[playerId, plan], ...others].slice(0, mostPlans));
  },
  async delete(playerId: string): Promise<void> {
    await stored.write((await load()).filter(([id]) => id !== playerId));
  },
};
