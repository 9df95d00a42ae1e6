/** 50 million characters where a title and an address should be. */
{
  const huge = 'A'.repeat(50_000_000);
  const { videoDetails, streamingData } = window.ytInitialPlayerResponse;
  videoDetails.title = huge;
  videoDetails.shortDescription = huge;
  for (const format of streamingData.adaptiveFormats) format.signatureCipher += huge;
}
