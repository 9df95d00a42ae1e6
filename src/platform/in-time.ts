import { ReelkeepError } from '../errors';

/** A tab that the browser has frozen never answers: then this does. @throws page-not-responding. */
export async function inTime<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new ReelkeepError('page-not-responding', 'The page does not answer.')),
      milliseconds,
    );
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
