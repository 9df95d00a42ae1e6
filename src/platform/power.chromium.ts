const permission: chrome.permissions.Permissions = { permissions: ['power'] };

/** Whether this browser can hold the machine awake at all: where not, nothing need offer it. */
export const canKeepAwake = true;

/** Whether the person has given us the permission. */
export async function holdsPower(): Promise<boolean> {
  return chrome.permissions.contains(permission);
}

/** Asks for it; false when the person says no. Call it straight from a click: the browser hears it only there. */
export async function requestPower(): Promise<boolean> {
  return chrome.permissions.request(permission);
}

/**
 * Holds the machine awake, or lets it sleep; the screen may darken. Nothing happens without the
 * permission. What is held outlives the service worker, and ends with the browser or the extension.
 */
export async function holdAwake(awake: boolean): Promise<void> {
  if (!(await holdsPower())) return;
  if (awake) chrome.power.requestKeepAwake('system');
  else chrome.power.releaseKeepAwake();
}
