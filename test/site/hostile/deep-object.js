/** Deeper than any recursion goes: beside the data, and in place of some of them. */
{
  let deep = [];
  for (let level = 0; level < 200_000; level += 1) deep = [deep];
  window.ytInitialPlayerResponse.responseContext = deep;
  window.ytInitialPlayerResponse.streamingData.formats = deep;
  window.ytInitialPlayerResponse.videoDetails.thumbnail = deep;
}
