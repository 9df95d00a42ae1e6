import * as v from 'valibot';

/** A field that costs only itself: what does not parse is absent. */
export const optional = <const S extends v.BaseSchema<unknown, unknown, v.BaseIssue<unknown>>>(
  schema: S,
) => v.fallback(v.optional(schema), undefined);

export const text = (longest: number) => v.pipe(v.string(), v.maxLength(longest));

/** For people's eyes only: cut where it is too long. */
export const words = (longest: number) =>
  v.pipe(
    v.string(),
    v.transform((written) => written.slice(0, longest)),
  );

/** A whole number that is not negative; the site writes many as text. */
export const numeric = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,16}$/), v.transform(Number))]),
  v.safeInteger(),
  v.minValue(0),
);

/** The items that parse, of the first `most`. */
export const list = <const S extends v.BaseSchema<unknown, unknown, v.BaseIssue<unknown>>>(
  schema: S,
  most: number,
) =>
  v.pipe(
    v.array(v.unknown()),
    v.transform((items) =>
      items.slice(0, most).flatMap((item): v.InferOutput<S>[] => {
        const parsed = v.safeParse(schema, item);
        return parsed.success ? [parsed.output] : [];
      }),
    ),
  );

/** The site's sentences, `{simpleText}` or `{runs: [{text}]}`, as plain text. */
export const sentence = v.pipe(
  v.union([
    v.object({ simpleText: v.string() }),
    v.object({ runs: list(v.object({ text: v.string() }), 50) }),
  ]),
  v.transform((written) =>
    ('simpleText' in written
      ? written.simpleText
      : written.runs.map((run) => run.text).join('')
    ).slice(0, 2_000),
  ),
);
