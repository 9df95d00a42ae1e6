/** For what must not end the work it follows: it is told to whoever looks at the console. */
export async function quietly(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    console.warn('The engine could not tidy up.', error);
  }
}
