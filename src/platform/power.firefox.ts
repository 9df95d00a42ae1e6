/** Firefox gives no extension a say in the machine's sleep. */
export const canKeepAwake = false;

export async function holdsPower(): Promise<boolean> {
  return false;
}

export async function requestPower(): Promise<boolean> {
  return false;
}

export const holdAwake = async (_awake: boolean): Promise<void> => undefined;
