/**
 * A signal that Ctrl-C and SIGTERM abort, so that what was started is undone in order. A second Ctrl-C
 * does not wait for that: the process exits, and its children are killed with it.
 */
export function onInterrupt(): AbortSignal {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new Error('Interrupted.'));
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  return controller.signal;
}
