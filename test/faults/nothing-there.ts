/** Thrown where a fault finds nothing to strike: the engine may just be gone. */
export class NothingThere extends Error {}
