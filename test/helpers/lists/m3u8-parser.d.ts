/** What the verification uses of it; the package brings no types. */
declare module 'm3u8-parser' {
  interface ReadSegment {
    readonly uri?: string;
    readonly gap?: boolean;
    readonly duration?: number;
    readonly byterange?: { readonly offset: number; readonly length: number };
    readonly map?: { readonly uri?: string };
    readonly key?: { readonly method?: string; readonly uri?: string };
  }

  export class Parser {
    readonly manifest: {
      readonly playlists?: readonly unknown[];
      readonly segments?: readonly ReadSegment[];
    };
    push(text: string): void;
    end(): void;
  }
}
