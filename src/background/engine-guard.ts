import { dropAlarm, keepAlarm, onAlarm } from '../platform/alarms';
import { wakenEngine } from './engine';

const alarm = 'engine';
/** The browser allows half a minute; a download that stood still for one is soon forgiven. */
const everyMinutes = 1;

/** As far as this worker knows, which may have been ended and woken since. */
let armed: boolean | undefined;

/** Call at the top level. What closes the engine (a crash, a person, the browser) does not say so: the alarm finds out. */
export function watchEngine(): void {
  onAlarm(alarm, async () => {
    await wakenEngine();
  });
}

/** Has the engine brought back while there are jobs that have not ended, and only then. */
export async function guardEngine(unfinished: number): Promise<void> {
  const wanted = unfinished > 0;
  if (wanted === armed) return;
  armed = wanted;
  await (wanted ? keepAlarm(alarm, everyMinutes) : dropAlarm(alarm));
}
