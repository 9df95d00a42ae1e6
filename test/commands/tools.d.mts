export declare function hasDisplay(args: readonly string[]): boolean;
