/** `CHROME_PATH`, the PATH, the system's usual places, test builds; throws when CHROME_PATH names nothing that starts. */
export declare function findBrowser(): string | undefined;
export declare function findFirefox(): string | undefined;
export declare function findProgram(name: string): string | undefined;
