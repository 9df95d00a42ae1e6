/** Firefox knows no rules by an answer's head: a redirect is followed once, and its answer refused. */
export const guardRedirects = async (_hosts: readonly string[]): Promise<void> => undefined;
