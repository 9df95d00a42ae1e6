import * as v from 'valibot';

const text = v.pipe(v.string(), v.maxLength(20_000));
const number = v.pipe(v.number(), v.finite(), v.minValue(0));
/** One bad field costs only itself. */
const perhaps = <S extends v.GenericSchema>(schema: S) =>
  v.optional(v.fallback(v.nullish(schema), undefined));

const fileSchema = v.object({
  url: text,
  size: perhaps(number),
  width: perhaps(number),
  height: perhaps(number),
});
export type GfyFile = v.InferOutput<typeof fileSchema>;

/** What `/v1/gfycats/{id}` answers. */
export const gfycatSchema = v.object({
  gfyItem: v.object({
    gfyId: v.pipe(v.string(), v.regex(/^[A-Za-z]{4,80}$/)),
    gfyName: perhaps(text),
    title: perhaps(text),
    description: perhaps(text),
    userName: perhaps(text),
    createDate: perhaps(number),
    width: perhaps(number),
    height: perhaps(number),
    frameRate: perhaps(number),
    numFrames: perhaps(number),
    hasAudio: perhaps(v.boolean()),
    views: perhaps(number),
    posterUrl: perhaps(text),
    mp4Url: perhaps(text),
    mp4Size: perhaps(number),
    webmUrl: perhaps(text),
    webmSize: perhaps(number),
    gifUrl: perhaps(text),
    gifSize: perhaps(number),
    mobileUrl: perhaps(text),
    content_urls: perhaps(v.record(v.string(), v.fallback(v.nullable(fileSchema), null))),
  }),
});
export type GfyItem = v.InferOutput<typeof gfycatSchema>['gfyItem'];
