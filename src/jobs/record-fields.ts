import * as v from 'valibot';

/** A schema for every field that there is: a field that only its type knows would be lost with the next start. */
export type Fields<T> = { readonly [K in keyof T]-?: v.GenericSchema };

// Wide enough for all that we write, narrow enough that a damaged record costs no memory to speak of.
export const text = v.pipe(v.string(), v.maxLength(20_000));
export const list = <S extends v.GenericSchema>(item: S, most: number) =>
  v.pipe(v.array(item), v.maxLength(most));
export const bytes = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** JSON has no infinite ones. */
export const number = v.pipe(v.number(), v.finite());
export const maybe = v.exactOptional;
