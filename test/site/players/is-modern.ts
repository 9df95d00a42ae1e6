import type { PlayerEra } from './generate-player';

/** Pages since 2020 hand out `n`, and the player's response in a global of its own. */
export const isModern = (era: PlayerEra): boolean => Number(era) >= 2020;
