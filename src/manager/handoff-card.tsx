import type { HandoffView } from '../jobs/handoff';
import { errorSentence } from '../ui/error-sentence';
import { IconButton } from '../ui/icon-button';
import { JobHead } from '../ui/job-head';
import { ProgressBar } from '../ui/progress-bar';
import { t } from '../ui/text';
import { handoffFileWords, handoffProgress } from './handoff-words';
import type { HandoffAction, HandoffsModel } from './handoffs-model';

interface HandoffCardProps {
  readonly handoff: HandoffView;
  readonly model: HandoffsModel;
}

/** One video at aria2: each of its files by itself, for nobody joins them there. */
export const HandoffCard = ({ handoff, model }: HandoffCardProps) => {
  const { id, title, label, files } = handoff;
  const name = `${title} (${label})`;
  const isBusy = model.busy.value.has(id);
  const refusal = model.refusals.value.get(id);
  const has = (...states: string[]) => files.some(({ state }) => states.includes(state));
  const act = (action: HandoffAction) => () => void model.act(action, id);
  const progress = handoffProgress(files);
  const isPaused = !has('active', 'waiting') && has('paused');
  return (
    <article class="job" id={`handoff-${id}`} data-state={isPaused ? 'paused' : 'fetching'}>
      <JobHead title={title} label={label} name={name} />
      <div class="job-line">
        {files.map((file) => (
          <p key={file.name}>
            <bdi>{file.name}</bdi>
            {' · '}
            <span
              class={file.state === 'failed' ? 'problem' : undefined}
              title={file.error && t('errorCode', file.error.code)}
              data-state={file.state}
            >
              {handoffFileWords(file)}
            </span>
          </p>
        ))}
        {refusal && (
          <p class="problem" role="alert" title={t('errorCode', refusal.code)}>
            {errorSentence(refusal, t)}
          </p>
        )}
        {has('failed') && (
          <button
            type="button"
            class="remedy"
            data-action="retry"
            aria-label={t('retryJob', name)}
            aria-disabled={isBusy}
            onClick={act('retry')}
          >
            {t('tryAgain')}
          </button>
        )}
      </div>
      <div class="job-actions">
        {has('active', 'waiting', 'paused') && (
          <IconButton
            key="hold"
            icon={isPaused ? 'resume' : 'pause'}
            label={t(isPaused ? 'resumeJob' : 'pauseJob', name)}
            action={isPaused ? 'resume' : 'pause'}
            busy={isBusy}
            onPress={act(isPaused ? 'resume' : 'pause')}
          />
        )}
        <IconButton
          key="remove"
          icon="close"
          label={t('removeHandoff', name)}
          action="remove"
          busy={isBusy}
          onPress={act('remove')}
        />
      </div>
      {progress !== undefined && <ProgressBar value={progress} label={t('jobProgress', name)} />}
    </article>
  );
};
