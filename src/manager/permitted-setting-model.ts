import { createModel, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../errors';

export interface PermittedSettingClients {
  /** Asks the person for the permission; false when the answer is no. */
  readonly request: () => Promise<boolean>;
  /** Gives it back where nothing else needs it. */
  readonly release?: () => Promise<void>;
  readonly change: (value: boolean) => Promise<void>;
}

/** A switch that needs a permission first. */
export const PermittedSettingModel = createModel(
  ({ request, release, change }: PermittedSettingClients) => {
    /** What came of the last question, where the person said no or it could not be asked. */
    const refusal = signal<'refused' | ErrorData | undefined>(undefined);

    return {
      refusal,
      /** Straight from a click, or the browser does not ask. */
      set: async (value: boolean): Promise<void> => {
        refusal.value = undefined;
        try {
          if (value && !(await request())) refusal.value = 'refused';
          else await change(value);
          if (!value) await release?.();
        } catch (thrown) {
          refusal.value = toErrorData(thrown);
        }
      },
    };
  },
);

export type PermittedSettingModel = InstanceType<typeof PermittedSettingModel>;
