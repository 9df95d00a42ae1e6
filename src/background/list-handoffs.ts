import { asReelkeepError, ReelkeepError, toErrorData } from '../errors';
import type { Handoff, HandoffFile, HandoffFileView, HandoffView } from '../jobs/handoff';
import type { HandoffRequests } from '../protocol/handoff';
import { mayHaveExpired } from '../transfer/aria2/aria2-failure';
import type { Aria2 } from './aria2';
import { inTurn, loadHandoffs, updateFile } from './handoff-store';
import { type OpenFile, openFiles, orderAnew } from './open-handoffs';

/** How everything stands that was handed over, as aria2 tells it now. Expired addresses are renewed, once. */
export const listHandoffs = (): Promise<ReturnType<HandoffRequests['listHandoffs']>> =>
  inTurn(async () => {
    const handoffs = await loadHandoffs();
    if (handoffs.every(({ files }) => files.every(isSaved))) {
      return { handoffs: handoffs.map((one) => viewOf(one, [])) };
    }
    try {
      const { aria2, files } = await openFiles(handoffs);
      const known: OpenFile[] = [];
      for (const one of files) known.push(await learn(one, aria2));
      return { handoffs: handoffs.map((one) => viewOf(one, known)) };
    } catch (thrown) {
      return { handoffs: handoffs.map((one) => viewOf(one, [])), failure: toErrorData(thrown) };
    }
  });

const isSaved = ({ savedBytes }: HandoffFile): boolean => savedBytes !== undefined;

/** Keeps what aria2 need not be asked again, should it be started anew. Answers with how the file stands then. */
async function learn(one: OpenFile, aria2: Aria2): Promise<OpenFile> {
  const { handoff, file, told } = one;
  if (told instanceof ReelkeepError) return one;
  const { state, received, place, error } = told;
  if (state === 'complete') {
    await updateFile(handoff.id, file.gid, { savedBytes: received, ...(place && { place }) });
  } else if (place && received > 0 && place.name !== file.place?.name) {
    // Before the first byte the name is only planned: what lies there may be somebody else's.
    await updateFile(handoff.id, file.gid, { place });
  }
  if (state !== 'failed' || !mayHaveExpired(error) || file.isRenewed) return one;
  // Marked before it is tried: whatever comes of it, it is not tried for ever.
  await updateFile(handoff.id, file.gid, { isRenewed: true });
  const known = { ...file, ...(place && received > 0 && { place }) };
  try {
    await orderAnew(aria2, { handoff, file: known }, 'moved');
    const { error: _, ...begun } = told;
    return { ...one, told: { ...begun, state: 'waiting' } };
  } catch (thrown) {
    const { code } = asReelkeepError(thrown);
    if (code === 'internal' || code.startsWith('aria2-')) throw thrown;
    // What the site says now: the file stays as aria2 tells it, and a person may try again.
    return one;
  }
}

function viewOf(
  { id, title, label, createdAt, files }: Handoff,
  open: readonly OpenFile[],
): HandoffView {
  const views = files.map((file) =>
    fileView(file, open.find((one) => one.file.gid === file.gid)?.told),
  );
  return { id, title, label, createdAt, files: views };
}

function fileView(file: HandoffFile, told: OpenFile['told'] | undefined): HandoffFileView {
  const { savedBytes } = file;
  const name = file.place?.name ?? file.name;
  if (savedBytes !== undefined) {
    return { name, state: 'saved', received: savedBytes, total: savedBytes, speed: 0 };
  }
  if (told === undefined) return { name, state: 'unknown', received: 0, speed: 0 };
  if (told instanceof ReelkeepError) {
    return { name, state: 'failed', received: 0, speed: 0, error: toErrorData(told) };
  }
  const { state, received, total, speed, error, place } = told;
  return {
    name: place?.name ?? name,
    state: state === 'complete' ? 'saved' : state,
    ...{ received, speed },
    ...(total === undefined ? {} : { total }),
    ...(error && { error }),
  };
}
