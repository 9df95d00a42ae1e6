import { createModel, signal } from '@preact/signals';
import { ReelkeepError } from '../errors';
import type { Choice } from '../formats/choice';
import { type HandoffPieces, handoffPieces } from '../jobs/can-hand-over';
import type { Sender } from '../platform/channel';
import type { VideoView } from '../protocol/background';
import type { HandoffRequests } from '../protocol/handoff';
import { hostsOfAria2 } from '../settings/aria2-hosts';
import { type SideOutcome, saveOne } from './side-outcome';

export interface HandoffClients {
  readonly background: Pick<Sender<HandoffRequests>, 'handOver'>;
  readonly tabId: () => Promise<number>;
  /** False when the person says no. */
  readonly requestHosts: (hosts?: readonly string[]) => Promise<boolean>;
}

export interface HandoffOffer {
  readonly choice: Choice;
  readonly pieces: HandoffPieces;
}

/** What of a video can be handed to aria2, what is in one file first. */
export function handoffOffers({ choices }: Pick<VideoView, 'choices'>): HandoffOffer[] {
  const offers = choices.flatMap((choice) => {
    const pieces = handoffPieces(choice);
    return pieces === undefined ? [] : [{ choice, pieces }];
  });
  return [
    ...offers.filter(({ pieces }) => pieces === 'one'),
    ...offers.filter(({ pieces }) => pieces !== 'one'),
  ];
}

/** Hands a video to the person's aria2. `fileName`: as it stands. */
export const HandoffModel = createModel(
  (
    { background, tabId, requestHosts }: HandoffClients,
    address: string,
    fileName: () => string,
  ) => {
    const outcome = signal<SideOutcome>({ kind: 'none' });
    const chosen = signal('');

    /** Straight from a click: the browser may have to ask for aria2's host. */
    const send = (video: VideoView, choiceId: string): Promise<void> =>
      saveOne(outcome, choiceId, async () => {
        const hosts = hostsOfAria2(address);
        if (hosts.length > 0 && !(await requestHosts(hosts))) {
          throw new ReelkeepError('aria2-not-allowed', 'The person said no.');
        }
        const { id: videoId, tracks, track, fileName: suggested } = video;
        const name = fileName();
        await background.handOver({
          tabId: await tabId(),
          ...{ videoId, choiceId },
          ...(tracks.length > 1 ? { track } : {}),
          ...(name === suggested ? {} : { fileName: name }),
        });
      });

    return {
      outcome,
      chosen,
      send,
      choose: (choiceId: string) => {
        chosen.value = choiceId;
        if (outcome.peek().kind !== 'saving') outcome.value = { kind: 'none' };
      },
    };
  },
);
