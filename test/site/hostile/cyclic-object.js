/** An object that contains itself in every place that a reader might follow. */
{
  const response = window.ytInitialPlayerResponse;
  response.self = response;
  response.videoDetails.thumbnail = response;
  response.microformat.playerMicroformatRenderer = response;
  response.streamingData.formats = [response, response.streamingData];
  response.streamingData.adaptiveFormats.push(response);
}
