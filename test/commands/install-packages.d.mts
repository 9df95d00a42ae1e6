/** Whether `root/node_modules` holds what `root/package-lock.json` names; `root` ends with a slash. */
export declare function packagesAreCurrent(root?: string): boolean;
export declare function installPackages(): Promise<void>;
