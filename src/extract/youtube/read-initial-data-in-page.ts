/**
 * Reads what a watch page says around its video, as far as it tells of chapters. It is run in the page by its
 * text (`callInPage`), and only when somebody looks at the video: nothing outside of it exists for it.
 * @returns JSON in the site's own names; `{}` where there is none or it cannot be looked at.
 */
export function readInitialDataInPage(): string {
  // All that any of it may hold: everything else is left behind at every depth.
  const names = [
    ...['currentVideoEndpoint', 'watchEndpoint', 'videoId', 'playerOverlays', 'playerBar'],
    ...['playerOverlayRenderer', 'decoratedPlayerBarRenderer', 'chapteredPlayerBarRenderer'],
    ...['chapters', 'chapterRenderer', 'title', 'simpleText', 'runs', 'text'],
    ...['timeRangeStartMillis', 'multiMarkersPlayerBarRenderer', 'markersMap', 'key', 'value'],
    ...['engagementPanels', 'engagementPanelSectionListRenderer', 'content', 'contents'],
    ...['macroMarkersListRenderer', 'macroMarkersListItemRenderer', 'onTap', 'startTimeSeconds'],
  ];
  try {
    return JSON.stringify(Reflect.get(top ?? {}, 'ytInitialData') ?? {}, names);
  } catch {
    // The page's things cannot be looked at.
    return '{}';
  }
}
