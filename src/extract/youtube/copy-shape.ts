/** What to copy: `1` a string, number or boolean; `[shape]` a list of such; a record its named fields. */
export type Shape = 1 | readonly [Shape] | { readonly [field: string]: Shape };

/** Strings longer than this are left behind: no field that we read is near it. */
const longestString = 1_000_000;
const longestList = 1_000;

/**
 * A plain copy of what `shape` names in `value`, and of nothing else; `undefined` for what is not as
 * the shape says. The value is the page's: getters may throw, proxies may lie, cycles may close. The
 * shape bounds the walk, every read is guarded, and no method of the value is called.
 */
export function copyShape(value: unknown, shape: Shape): unknown {
  if (shape === 1) return copyLeaf(value);
  if (typeof value !== 'object' || value === null) return undefined;
  return isList(shape) ? copyList(value, shape[0]) : copyRecord(value, shape);
}

/** `object[field]`, `undefined` where that throws or there is no object. */
export function readField(object: unknown, field: string): unknown {
  try {
    return typeof object === 'object' && object !== null ? Reflect.get(object, field) : undefined;
  } catch {
    return undefined;
  }
}

const isList = (shape: Exclude<Shape, 1>): shape is readonly [Shape] => Array.isArray(shape);

function copyLeaf(value: unknown): unknown {
  if (typeof value === 'string') return value.length <= longestString ? value : undefined;
  return typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

function copyList(value: object, shape: Shape): unknown[] | undefined {
  const length = readField(value, 'length');
  if (typeof length !== 'number') return undefined;
  const copy: unknown[] = [];
  for (let at = 0; at < Math.min(length, longestList); at++) {
    const item = copyShape(readField(value, String(at)), shape);
    if (item !== undefined) copy.push(item);
  }
  return copy;
}

function copyRecord(
  value: object,
  shape: { readonly [field: string]: Shape },
): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [field, inner] of Object.entries(shape)) {
    const item = copyShape(readField(value, field), inner);
    if (item !== undefined) copy[field] = item;
  }
  return copy;
}
