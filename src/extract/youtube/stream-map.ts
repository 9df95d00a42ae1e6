/** A page has about 30 formats, one with many dubs 240. */
const mostEntries = 500;

/**
 * The entries of `url_encoded_fmt_stream_map` and `adaptive_fmts`: separated by commas, each a query
 * string whose values are percent-encoded once more, '+' being a space. One without an address is none.
 */
export function streamMapEntries(map: string): URLSearchParams[] {
  return map
    .split(',', mostEntries)
    .map((entry) => new URLSearchParams(entry))
    .filter((entry) => entry.get('itag') && entry.get('url'));
}
