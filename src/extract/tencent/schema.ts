import * as v from 'valibot';
import { vidForm } from './addresses';

const text = v.pipe(v.string(), v.maxLength(5_000));
/** The site writes numbers as text, and the other way round. */
const number = v.pipe(
  v.union([
    v.number(),
    v.pipe(v.string(), v.regex(/^\d{1,15}(?:\.\d{1,9})?$/), v.transform(Number)),
  ]),
  v.finite(),
  v.minValue(0),
);
/** One bad field costs only itself. */
const perhaps = <S extends v.GenericSchema>(schema: S) =>
  v.optional(v.fallback(v.nullish(schema), undefined));
const list = <S extends v.GenericSchema>(item: S, most: number) =>
  v.pipe(
    v.array(item),
    v.transform((all) => all.slice(0, most)),
  );
const filename = v.pipe(v.string(), v.regex(/^[\w.-]{1,200}\.\w{2,4}$/));

const clipSchema = v.object({
  idx: number,
  cs: perhaps(number),
  cd: perhaps(number),
  cmd5: perhaps(v.pipe(v.string(), v.regex(/^[\da-f]{32}$/i))),
});

export type TencentClip = v.InferOutput<typeof clipSchema>;

/** `getinfo` of old, `getvinfo` of today: the same shape. */
export const infoSchema = v.object({
  /** Above 0: refused; `msg` and `exem` say more. */
  em: perhaps(number),
  msg: perhaps(text),
  exem: perhaps(number),
  fl: perhaps(
    v.object({
      fi: list(
        v.object({
          id: number,
          name: v.pipe(v.string(), v.regex(/^[a-z0-9]{1,12}$/)),
          fs: perhaps(number),
          drm: perhaps(number),
        }),
        50,
      ),
    }),
  ),
  vl: perhaps(
    v.object({
      vi: list(
        v.object({
          vid: v.pipe(v.string(), v.regex(vidForm)),
          ti: perhaps(text),
          td: perhaps(number),
          vw: perhaps(number),
          vh: perhaps(number),
          fs: perhaps(number),
          fn: filename,
          fmd5: perhaps(v.pipe(v.string(), v.regex(/^[\da-f]{32}$/i))),
          fvkey: perhaps(text),
          drm: perhaps(number),
          ul: v.object({
            ui: list(v.object({ url: text, hls: perhaps(v.object({ pt: perhaps(text) })) }), 20),
          }),
          cl: perhaps(v.object({ ci: perhaps(list(clipSchema, 500)) })),
        }),
        5,
      ),
    }),
  ),
});
export type TencentInfo = v.InferOutput<typeof infoSchema>;
export type TencentVideo = NonNullable<TencentInfo['vl']>['vi'][number];

export const keySchema = v.object({
  key: v.pipe(v.string(), v.regex(/^[\w.~-]{8,4000}$/)),
  filename: perhaps(filename),
});

const questionForm = /^https:\/\/[a-z0-9]+\.video\.qq\.com\/getv?info\?\S{1,8000}$/;

/** What `readTencentPage` answers. */
export const pageSchema = v.object({
  vid: perhaps(v.pipe(v.string(), v.regex(vidForm))),
  title: perhaps(text),
  /** That the page's own player has put, key and all: what is none, or none of the site's, is left out. */
  questions: perhaps(
    v.pipe(
      list(v.fallback(v.nullable(v.pipe(v.string(), v.regex(questionForm))), null), 10),
      v.transform((all) => all.filter((one) => one !== null)),
    ),
  ),
});
