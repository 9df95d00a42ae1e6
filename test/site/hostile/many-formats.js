/** A hundred thousand formats, each sound by itself. */
{
  const { adaptiveFormats } = window.ytInitialPlayerResponse.streamingData;
  const [first] = adaptiveFormats;
  for (let at = 0; at < 100_000; at += 1)
    adaptiveFormats.push({ ...first, lastModified: String(at) });
}
