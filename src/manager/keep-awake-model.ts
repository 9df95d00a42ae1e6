import { createModel, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../errors';
import type { SettingsModel } from './settings-model';

export interface KeepAwakeClients {
  /** Asks the person for the permission; false when the answer is no. */
  readonly request: () => Promise<boolean>;
  readonly change: SettingsModel['change'];
}

/** Keeping the machine awake: the one setting that needs a permission first. */
export const KeepAwakeModel = createModel(({ request, change }: KeepAwakeClients) => {
  /** What came of the last question, where the person said no or it could not be asked. */
  const refusal = signal<'refused' | ErrorData | undefined>(undefined);

  return {
    refusal,
    /** Straight from a click, or the browser does not ask. */
    set: async (keepAwake: boolean): Promise<void> => {
      refusal.value = undefined;
      try {
        if (keepAwake && !(await request())) refusal.value = 'refused';
        else await change({ keepAwake });
      } catch (thrown) {
        refusal.value = toErrorData(thrown);
      }
    },
  };
});

export type KeepAwakeModel = InstanceType<typeof KeepAwakeModel>;
