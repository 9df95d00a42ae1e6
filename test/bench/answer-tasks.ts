/** What a bench's worker says. Anything else that it posts is news that nobody waits for. */
export type TaskAnswer<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'failed'; readonly reason: string };

/** In a worker: does each task that is posted to it. The worker is given one at a time. */
export function answerTasks<Task, Value>(perform: (task: Task) => Promise<Value>): void {
  self.addEventListener('message', async ({ data }: MessageEvent<Task>) => {
    self.postMessage(await answerTo(data, perform));
  });
}

/** In an extension's service worker: does each task that it is sent; `null` only asks whether it is there. */
export function answerMessages<Task, Value>(perform: (task: Task) => Promise<Value>): void {
  chrome.runtime.onMessage.addListener((task: Task | null, _sender, reply) => {
    if (task === null) reply(null);
    else void answerTo(task, perform).then(reply);
    return task !== null;
  });
}

async function answerTo<Task, Value>(
  task: Task,
  perform: (task: Task) => Promise<Value>,
): Promise<TaskAnswer<Value>> {
  try {
    return { kind: 'done', value: await perform(task) };
  } catch (error) {
    return {
      kind: 'failed',
      reason: error instanceof Error ? `${error.stack}` : String(error),
    };
  }
}
