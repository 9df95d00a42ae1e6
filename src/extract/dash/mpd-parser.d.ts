/** The package has no types of its own. These say what is used, and no more than can be relied on. */
declare module 'mpd-parser' {
  /** Attributes as they are written, numbers and durations read; of one element with all that it inherits. */
  export type Attributes = Readonly<Record<string, unknown>>;

  export interface SegmentInfo {
    readonly template?: Attributes;
    readonly list?: Attributes;
    readonly base?: Attributes;
    readonly segmentTimeline?: readonly Attributes[];
  }

  export interface RepresentationInfo {
    readonly attributes: Attributes;
    readonly segmentInfo: SegmentInfo;
  }

  export interface ReadPiece {
    readonly uri: string;
    readonly resolvedUri: string;
    readonly byterange?: { readonly offset: number | bigint; readonly length: number | bigint };
  }

  export interface ReadSegment extends ReadPiece {
    readonly duration: number;
    readonly number: number;
    readonly presentationTime: number;
    readonly map?: ReadPiece;
  }

  export interface ReadPlaylist {
    readonly attributes: Attributes;
    readonly segments?: readonly ReadSegment[];
  }

  /** @throws where it is no MPD. */
  export function stringToMpdXml(text: string): Element;
  export function inheritAttributes(
    mpd: Element,
    options: { readonly manifestUri: string; readonly NOW: number },
  ): { readonly representationInfo: readonly RepresentationInfo[] };
  export function toPlaylists(representations: readonly RepresentationInfo[]): ReadPlaylist[];
}
