/** A text track of a stream: its file, or the playlist of its pieces. */
export interface StreamText {
  readonly url: string;
  readonly language: string;
  /** Empty where the stream has none for it. */
  readonly name: string;
}
