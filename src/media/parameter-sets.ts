/** What stands between start codes in a stream, and in a description of its own in a file. */
interface ParameterSets {
  /** Of the lengths in front of units, in bytes. */
  readonly lengthBytes: number;
  readonly units: readonly Uint8Array[];
}

/**
 * The parameter sets of a description as they stand within the stream: each behind its length. Undefined
 * where the codec keeps none there, or the description is broken.
 */
export function parameterSets(
  codec: string | undefined,
  description: Uint8Array | undefined,
): Uint8Array | undefined {
  if (description === undefined) return undefined;
  const sets =
    codec === 'avc' ? ofAvc(description) : codec === 'hevc' ? ofHevc(description) : undefined;
  if (!sets || sets.units.length === 0) return undefined;
  const { lengthBytes, units } = sets;
  const bytes = new Uint8Array(units.reduce((sum, unit) => sum + lengthBytes + unit.length, 0));
  let at = 0;
  for (const unit of units) {
    for (let byte = 0; byte < lengthBytes; byte += 1) {
      bytes[at + byte] = unit.length >>> (8 * (lengthBytes - 1 - byte));
    }
    bytes.set(unit, at + lengthBytes);
    at += lengthBytes + unit.length;
  }
  return bytes;
}

/** AVCDecoderConfigurationRecord (ISO/IEC 14496-15 §5.3.3.1). */
function ofAvc(description: Uint8Array): ParameterSets | undefined {
  const reader = new Reader(description, 4);
  const lengthBytes = (reader.byte() & 3) + 1;
  const units = [...reader.units(reader.byte() & 31), ...reader.units(reader.byte())];
  return reader.isBroken ? undefined : { lengthBytes, units };
}

/** HEVCDecoderConfigurationRecord (§8.3.3.1). */
function ofHevc(description: Uint8Array): ParameterSets | undefined {
  const reader = new Reader(description, 21);
  const lengthBytes = (reader.byte() & 3) + 1;
  const units: Uint8Array[] = [];
  for (let arrays = reader.byte(); arrays > 0; arrays -= 1) {
    reader.byte();
    units.push(...reader.units(reader.word()));
  }
  return reader.isBroken ? undefined : { lengthBytes, units };
}

class Reader {
  isBroken = false;

  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {}

  byte(): number {
    const byte = this.bytes[this.at];
    this.at += 1;
    if (byte === undefined) this.isBroken = true;
    return byte ?? 0;
  }

  word(): number {
    const high = this.byte();
    return high * 256 + this.byte();
  }

  /** So many, each behind its length in two bytes. */
  units(count: number): Uint8Array[] {
    const found: Uint8Array[] = [];
    for (let left = count; left > 0 && !this.isBroken; left -= 1) {
      const length = this.word();
      const unit = this.bytes.subarray(this.at, this.at + length);
      this.at += length;
      if (unit.length < length) this.isBroken = true;
      found.push(unit);
    }
    return found;
  }
}
