import * as v from 'valibot';

const text = v.pipe(v.string(), v.maxLength(100_000));
/** One bad field costs only itself. */
const perhaps = <S extends v.GenericSchema>(schema: S) =>
  v.optional(v.fallback(v.nullish(schema), undefined));
const number = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const postSchema = v.object({
  no: number,
  time: perhaps(number),
  name: perhaps(text),
  sub: perhaps(text),
  com: perhaps(text),
  semantic_url: perhaps(text),
  filename: perhaps(text),
  ext: perhaps(v.pipe(v.string(), v.regex(/^\.\w{2,5}$/))),
  /** Names the file on the server: microseconds or so; too long for a number at some time to come. */
  tim: perhaps(v.union([number, v.pipe(v.string(), v.regex(/^\d{1,20}$/))])),
  w: perhaps(number),
  h: perhaps(number),
  fsize: perhaps(number),
  md5: perhaps(v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{22}==$/))),
  filedeleted: perhaps(number),
});
export type ThreadPost = v.InferOutput<typeof postSchema>;

/** A thread as `a.4cdn.org` has it; a post that does not parse is left out. */
export const threadSchema = v.object({
  posts: v.pipe(
    v.array(v.fallback(v.nullable(postSchema), null)),
    v.transform((posts) => posts.filter((post) => post !== null).slice(0, 5_000)),
  ),
});
