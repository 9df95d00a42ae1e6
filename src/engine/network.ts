/** What the browser says of the connection; injected, so that tests own it. */
export interface Network {
  isOnline(): boolean;
  /** Whether a byte costs the person money, or they asked to spare them; false where the browser does not tell. */
  isMetered(): boolean;
  /** Calls whenever one of the two may have changed. */
  onChange(listener: () => void): void;
}

/** Chromium's Network Information; on most computers only `saveData` says anything. */
interface Connection extends EventTarget {
  readonly type?: string;
  readonly saveData?: boolean;
}

interface Scope {
  readonly navigator: { readonly onLine: boolean; readonly connection?: Connection };
  addEventListener(type: 'online' | 'offline', listener: () => void): void;
}

export function browserNetwork(scope: Scope): Network {
  const { connection } = scope.navigator;
  return {
    isOnline: () => scope.navigator.onLine,
    isMetered: () => connection?.type === 'cellular' || connection?.saveData === true,
    onChange: (listener) => {
      scope.addEventListener('online', listener);
      scope.addEventListener('offline', listener);
      connection?.addEventListener('change', listener);
    },
  };
}
