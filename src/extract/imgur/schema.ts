import * as v from 'valibot';
import { idForm } from './addresses';

const text = v.pipe(v.string(), v.maxLength(20_000));
/** One bad field costs only itself. */
const perhaps = <S extends v.GenericSchema>(schema: S) =>
  v.optional(v.fallback(v.nullish(schema), undefined));

const mediaSchema = v.object({
  id: v.pipe(v.string(), v.regex(idForm)),
  ext: v.pipe(v.string(), v.regex(/^\.?\w{3,4}$/)),
  width: perhaps(v.number()),
  height: perhaps(v.number()),
  size: perhaps(v.number()),
  metadata: perhaps(
    v.object({
      title: perhaps(text),
      description: perhaps(text),
      duration: perhaps(v.number()),
      has_sound: perhaps(v.boolean()),
      is_animated: perhaps(v.boolean()),
    }),
  ),
});
export type ImgurMedia = v.InferOutput<typeof mediaSchema>;

/** Of the API's `post/v1`, and of the page's own `postDataJSON`. */
export const postSchema = v.object({
  id: v.pipe(v.string(), v.regex(idForm)),
  title: perhaps(text),
  description: perhaps(text),
  created_at: perhaps(text),
  view_count: perhaps(v.number()),
  is_album: perhaps(v.boolean()),
  account: perhaps(v.object({ username: perhaps(text) })),
  // What does not parse is left out; what a post has beyond this many nobody looks through.
  media: v.pipe(
    v.array(v.fallback(v.nullable(mediaSchema), null)),
    v.transform((all) => all.filter((one) => one !== null).slice(0, 2_000)),
  ),
});
export type ImgurPost = v.InferOutput<typeof postSchema>;

/** What `readImgurPage` answers. */
export const pageSchema = v.object({
  post: perhaps(v.pipe(v.string(), v.maxLength(4_000_000))),
  clientId: perhaps(v.pipe(v.string(), v.regex(/^\w{8,40}$/))),
});
