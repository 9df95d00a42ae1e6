import type { PlanCache } from '../../../src/cipher/solver';

/** A cache that keeps what storage would: text, so that only what survives being stored survives here. */
export class MemoryCache implements PlanCache {
  readonly stored = new Map<string, string>();

  async get(playerId: string): Promise<unknown> {
    const text = this.stored.get(playerId);
    return text === undefined ? undefined : JSON.parse(text);
  }

  async set(playerId: string, plan: unknown): Promise<void> {
    this.stored.set(playerId, JSON.stringify(plan));
  }

  async delete(playerId: string): Promise<void> {
    this.stored.delete(playerId);
  }
}
