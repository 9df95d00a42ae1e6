import * as v from 'valibot';
import { idForm } from './addresses';

const text = v.pipe(v.string(), v.maxLength(20_000));
/** One bad field costs only itself. */
const perhaps = <S extends v.GenericSchema>(schema: S) =>
  v.optional(v.fallback(v.nullish(schema), undefined));
const id = v.pipe(v.string(), v.regex(idForm));

export const imageSchema = v.object({
  id,
  title: perhaps(text),
  description: perhaps(text),
  /** Seconds since 1970. */
  datetime: perhaps(v.number()),
  account_url: perhaps(text),
  views: perhaps(v.number()),
  /** `video/mp4` → `mp4`. */
  type: v.pipe(
    v.string(),
    v.regex(/^(?:image|video)\/\w{3,4}$/),
    v.transform((mime) => mime.replace(/^.*\//, '')),
  ),
  animated: perhaps(v.boolean()),
  has_sound: perhaps(v.boolean()),
  width: perhaps(v.number()),
  height: perhaps(v.number()),
  size: perhaps(v.number()),
});
export type AccountImage = v.InferOutput<typeof imageSchema>;

/** `data` of `/3/album/{id}`; of `/3/image/{id}` it is the image alone. */
export const albumSchema = v.object({
  id,
  title: perhaps(text),
  description: perhaps(text),
  datetime: perhaps(v.number()),
  /** The account's name. */
  account_url: perhaps(text),
  views: perhaps(v.number()),
  // What does not parse is left out; what an album has beyond this many nobody looks through.
  images: v.pipe(
    v.array(v.fallback(v.nullable(imageSchema), null)),
    v.transform((all) => all.filter((one) => one !== null).slice(0, 2_000)),
  ),
});
export type AccountAlbum = v.InferOutput<typeof albumSchema>;
