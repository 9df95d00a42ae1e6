import * as v from 'valibot';
import { ReelkeepError, toErrorData } from '../errors';
import { type Call, type CallFailure, type CallReply, callSchema } from '../protocol/external';
import type { JobView } from '../protocol/jobs-port';
import { errorSentence } from '../ui/error-sentence';
import { t } from '../ui/text';
import { isJobOf, rememberJob } from './called-jobs';
import { fileReply, infoReply, statusReply } from './caller-replies';
import { wakenEngine } from './engine';
import { loadSettings } from './settings-store';
import { infoByAddress, startByAddress } from './start-by-address';

/** The same for whoever was not allowed, whatever they ask: that we are here is all they learn. */
const refusal: CallFailure = { success: false, error: 'Refused.' };

/** Answers another extension, if a person has allowed it. Never rejects. */
export async function answerCaller(callerId: string, message: unknown): Promise<CallReply> {
  try {
    if (!(await loadSettings()).callers.includes(callerId)) return refusal;
    const call = v.safeParse(callSchema, message);
    if (call.success) return await answer(callerId, call.output);
    throw new ReelkeepError('message-invalid', 'That is none of the requests.');
  } catch (thrown) {
    const error = toErrorData(thrown);
    return { success: false, error: errorSentence(error, t), code: error.code };
  }
}

async function answer(callerId: string, call: Call): Promise<CallReply> {
  switch (call.request) {
    case 'video-info':
      return infoReply(await infoByAddress(call.url));
    case 'download': {
      const { jobId } = await startByAddress(call.url, call.quality);
      await rememberJob(callerId, jobId);
      return { success: true, download_id: jobId };
    }
    case 'status':
      return statusReply(await ownJob(callerId, call.download_id), (error) =>
        errorSentence(error, t),
      );
    case 'file':
      return fileReply(await ownJob(callerId, call.download_id));
  }
}

/** What others, or the person, have saved is none of a caller's business. */
async function ownJob(callerId: string, id: string): Promise<JobView> {
  if (await isJobOf(callerId, id)) return (await wakenEngine()).view({ id });
  throw new ReelkeepError('job-not-found', 'No such job was begun from there.');
}
