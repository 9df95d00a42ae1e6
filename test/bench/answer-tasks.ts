/** What a bench's worker says. Anything else that it posts is news that nobody waits for. */
export type TaskAnswer<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'failed'; readonly reason: string };

/** In a worker: does each task that is posted to it. The worker is given one at a time. */
export function answerTasks<Task, Value>(perform: (task: Task) => Promise<Value>): void {
  const post = (answer: TaskAnswer<Value>): void => self.postMessage(answer);
  self.addEventListener('message', async ({ data }: MessageEvent<Task>) => {
    try {
      post({ kind: 'done', value: await perform(data) });
    } catch (error) {
      post({ kind: 'failed', reason: error instanceof Error ? `${error.stack}` : String(error) });
    }
  });
}
