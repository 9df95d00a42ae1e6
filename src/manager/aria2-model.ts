import { createModel, signal } from '@preact/signals';
import { type ErrorData, ReelkeepError, toErrorData } from '../errors';
import type { Sender } from '../platform/channel';
import type { HandoffRequests } from '../protocol/handoff';
import { hostsOfAria2 } from '../settings/aria2-hosts';

export type Aria2Test =
  | { readonly kind: 'none' | 'asking' }
  | { readonly kind: 'answers'; readonly version: string }
  | { readonly kind: 'failed'; readonly error: ErrorData };

export interface Aria2Clients {
  readonly background: Pick<
    Sender<HandoffRequests>,
    'testAria2' | 'hasAria2Secret' | 'setAria2Secret' | 'removeAria2Secret'
  >;
  /** False when the person says no. */
  readonly request: (hosts: readonly string[]) => Promise<boolean>;
}

/** The person's own aria2: whether it answers, and whether there is a secret for it. */
export const Aria2Model = createModel(({ background, request }: Aria2Clients) => {
  const test = signal<Aria2Test>({ kind: 'none' });
  const hasSecret = signal(false);

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    test.value = { kind: 'none' };
    try {
      await work();
      hasSecret.value = await background.hasAria2Secret({});
    } catch (thrown) {
      test.value = { kind: 'failed', error: toErrorData(thrown) };
    }
  };

  return {
    test,
    hasSecret,
    load: () => attempt(async () => undefined),
    keepSecret: (secret: string) => attempt(() => background.setAria2Secret({ secret })),
    removeSecret: () => attempt(() => background.removeAria2Secret({})),
    /** Straight from a click: the browser may have to ask for its host. */
    ask: (address: string) =>
      attempt(async () => {
        test.value = { kind: 'asking' };
        const hosts = hostsOfAria2(address);
        if (hosts.length > 0 && !(await request(hosts))) {
          throw new ReelkeepError('aria2-not-allowed', 'The person said no.');
        }
        test.value = { kind: 'answers', ...(await background.testAria2({})) };
      }),
  };
});

export type Aria2Model = InstanceType<typeof Aria2Model>;
