/** Big enough that a fast connection is not slowed by calls, small enough for six side by side. */
const bufferBytes = 512 * 1024;

/**
 * Reads a body piece by piece. Where the stream is a byte stream (fetch's are), one buffer is filled
 * again and again instead of a fresh one per piece: garbage is what the engine's memory peaks are made of.
 */
export interface BodyReader {
  /** The next piece, valid until the next call; undefined at the end. Rejects as the stream does. */
  next(): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Nobody will ask for more: the buffer may be used for another body. */
  close(): void;
}

/**
 * Buffers of requests that are over, for those that come: hundreds of small ones need no hundreds of buffers,
 * and who waits holds none.
 */
export class SpareBuffers {
  readonly #free: ArrayBuffer[] = [];

  take(): ArrayBuffer {
    return this.#free.pop() ?? new ArrayBuffer(bufferBytes);
  }

  giveBack(buffer: ArrayBuffer): void {
    // What a read that never ended has taken along is no more.
    if (buffer.byteLength === bufferBytes) this.#free.push(buffer);
  }
}

export function readBody(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  spares = new SpareBuffers(),
): BodyReader {
  const filling = byteReader(body);
  if (!filling) {
    const reader = body.getReader();
    return { next: async () => (await reader.read()).value, close: () => undefined };
  }
  let buffer = spares.take();
  return {
    next: async () => {
      const { done, value } = await filling.read(new Uint8Array(buffer));
      if (value) buffer = value.buffer;
      return done ? undefined : value;
    },
    close: () => spares.giveBack(buffer),
  };
}

function byteReader(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
  try {
    return body.getReader({ mode: 'byob' });
  } catch (error) {
    // A TypeError says that this is not a byte stream.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
