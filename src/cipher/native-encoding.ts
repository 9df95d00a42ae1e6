/** What the interpreter's module uses to take texts in. */
interface TextMemory {
  /** Anew whenever the memory has grown. */
  readonly HEAPU8: Uint8Array;
  lengthBytesUTF8(text: string): number;
  stringToUTF8(text: string, at: number, room?: number): void;
}

/**
 * Lets the platform's encoder write texts into the module's memory. Emscripten's own loops go over
 * them character by character, twice: of a player script, in a worker just woken, that takes longer
 * than finding its declarations. Both are asked for each text, the length first.
 */
export function encodeNatively(memory: TextMemory): void {
  const encoder = new TextEncoder();
  let encoded: { readonly text: string; readonly bytes: Uint8Array } | undefined;
  memory.lengthBytesUTF8 = (text) => {
    encoded = { text, bytes: encoder.encode(text) };
    return encoded.bytes.length;
  };
  memory.stringToUTF8 = (text, at, room = Number.POSITIVE_INFINITY) => {
    const bytes = encoded?.text === text ? encoded.bytes : encoder.encode(text);
    encoded = undefined;
    if (bytes.length >= room) throw new RangeError('The text does not fit.');
    memory.HEAPU8.set(bytes, at);
    memory.HEAPU8[at + bytes.length] = 0;
  };
}
