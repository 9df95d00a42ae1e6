import * as v from 'valibot';
import type { PlanCache } from '../cipher/solver';
import { storedValue } from '../platform/storage';

/** YouTube serves a handful of players at a time; a plan is some kilobytes. */
const mostPlans = 12;

const stored = storedValue('local', 'player-plans');
const plansSchema = v.fallback(v.array(v.tuple([v.string(), v.unknown()])), []);

const load = async () => v.parse(plansSchema, await stored.read());

/** Solved players by id, the last used first, in `storage.local`. */
export const planCache: PlanCache = {
  async get(playerId) {
    return (await load()).find(([id]) => id === playerId)?.[1];
  },
  async set(playerId, plan) {
    const others = (await load()).filter(([id]) => id !== playerId);
    await stored.write([[playerId, plan], ...others].slice(0, mostPlans));
  },
  async delete(playerId) {
    await stored.write((await load()).filter(([id]) => id !== playerId));
  },
};

const unwritten = new Map<string, unknown>();

/** The same for private windows, in this worker's memory alone. */
export const fleetingPlans: PlanCache = {
  get: async (playerId) => unwritten.get(playerId),
  async set(playerId, plan) {
    unwritten.delete(playerId);
    unwritten.set(playerId, plan);
    const [oldest] = unwritten.keys();
    if (unwritten.size > mostPlans && oldest !== undefined) unwritten.delete(oldest);
  },
  async delete(playerId) {
    unwritten.delete(playerId);
  },
};

/** The private windows are closed. */
export function dropFleetingPlans(): void {
  unwritten.clear();
}
