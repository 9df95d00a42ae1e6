/** A statement's place in the text, with the commas that stand outside every bracket in it. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly commas: readonly number[];
}

export interface Scan {
  readonly spans: readonly Span[];
  /** Where the enclosing brace closes, or the text's length. */
  readonly end: number;
}

/** Real players have fourteen thousand; a text with more than this is not looked at further. */
const mostStatements = 200_000;

const beforeRegex: ReadonlySet<string> = new Set(
  'return typeof case in of delete void throw new else do instanceof yield await'.split(' '),
);
const beforeParenthesis: ReadonlySet<string> = new Set(['if', 'while', 'for', 'with']);
const blockWords: ReadonlySet<string> = new Set(
  'function class if for while try switch do with'.split(' '),
);
const continuations = /\s*(?:else|catch|finally|while)\b/y;
const word = /[A-Za-z_$][\w$]*/y;

const isSpace = (code: number) => code === 32 || (code >= 9 && code <= 13) || code === 0xa0;
const isWordPart = (code: number) =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 95 ||
  code === 36 ||
  code > 127;

function wordAt(text: string, at: number): string {
  word.lastIndex = at;
  return word.exec(text)?.[0] ?? '';
}

function wordBefore(text: string, end: number): string {
  let at = end;
  while (at > 0 && isWordPart(text.charCodeAt(at - 1))) at -= 1;
  return text.slice(at, end);
}

function skipString(text: string, from: number, quote: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 92) at += 1;
    else if (code === quote) return at;
  }
  return text.length;
}

function skipRegex(text: string, from: number): number {
  let inClass = false;
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 92) at += 1;
    else if (code === 10) return -1;
    else if (code === 91) inClass = true;
    else if (code === 93) inClass = false;
    else if (code === 47 && !inClass) return at;
  }
  return -1;
}

/** To the closing backtick, or to the brace of a `${`; the second is told by `open`. */
function skipTemplate(text: string, from: number): { at: number; open: boolean } {
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 92) at += 1;
    else if (code === 96) return { at, open: false };
    else if (code === 36 && text.charCodeAt(at + 1) === 123) return { at: at + 1, open: true };
  }
  return { at: text.length, open: false };
}

/**
 * Cuts a script's text into statements without building a tree: on two megabytes this takes a tenth
 * of a parse, and only what a solver reaches is parsed afterwards. It starts at `from`, outside every
 * bracket, and ends at the brace that closes around it. Undefined if brackets do not match (the text
 * is cut off, or `/` was misread), or if there is no end of statements.
 */
export class StatementScanner {
  private readonly spans: Span[] = [];
  private readonly open: number[] = [];
  private commas: number[] = [];
  private start = -1;
  /** The last character that is neither space nor comment, and where the last `)` was opened. */
  private last = -1;
  private lastParenthesis = -1;

  constructor(private readonly text: string) {}

  scan(from: number): Scan | undefined {
    const { text } = this;
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (isSpace(code)) continue;
      if (code === 125 && this.open.length === 0) {
        this.emit(at);
        return { spans: this.spans, end: at };
      }
      at = this.token(at, code);
      if (at < 0 || this.spans.length > mostStatements) return undefined;
    }
    this.emit(text.length);
    return this.open.length === 0 ? { spans: this.spans, end: text.length } : undefined;
  }

  /** Consumes one token, or a comment; gives its last place, or −1. */
  private token(at: number, code: number): number {
    if (code === 47) return this.slash(at);
    if (this.start < 0) this.start = at;
    this.last = isWordPart(code) ? this.word(at) : this.punctuator(at, code);
    return this.last;
  }

  private word(at: number): number {
    let end = at;
    while (isWordPart(this.text.charCodeAt(end + 1))) end += 1;
    return end;
  }

  /** Consumes one token that is neither word nor slash; gives its last place, or −1. */
  private punctuator(at: number, code: number): number {
    switch (code) {
      case 34:
      case 39:
        return skipString(this.text, at, code);
      case 96:
        return this.template(at);
      case 40:
      case 91:
      case 123:
        this.open.push(at);
        return at;
      case 41:
      case 93:
      case 125:
        return this.close(at, code);
      case 44:
        if (this.open.length === 0) this.commas.push(at);
        return at;
      case 59:
        if (this.open.length === 0) this.emit(at);
        return at;
      default:
        return at;
    }
  }

  private template(at: number): number {
    const skipped = skipTemplate(this.text, at);
    // The opener of a `${` is written as its complement, so that its brace leads back to the template.
    if (skipped.open) this.open.push(~skipped.at);
    return skipped.at;
  }

  private close(at: number, code: number): number {
    const opener = this.open.pop();
    if (opener === undefined) return -1;
    if (opener < 0) return code === 125 ? this.template(at) : -1;
    const opened = this.text.charCodeAt(opener);
    if (opened !== (code === 41 ? 40 : code - 2)) return -1;
    if (code === 41) this.lastParenthesis = opener;
    if (code === 125 && this.open.length === 0) this.closeBlock(at);
    return at;
  }

  /** A declaration or a block statement ends at its brace, not at a semicolon. */
  private closeBlock(at: number): void {
    const first = this.text.charCodeAt(this.start);
    if (first !== 123 && !blockWords.has(wordAt(this.text, this.start))) return;
    continuations.lastIndex = at + 1;
    if (!continuations.test(this.text)) this.emit(at + 1);
  }

  private slash(at: number): number {
    const next = this.text.charCodeAt(at + 1);
    if (next === 47) {
      const end = this.text.indexOf('\n', at);
      return end < 0 ? this.text.length : end;
    }
    if (next === 42) {
      const end = this.text.indexOf('*/', at + 2);
      return end < 0 ? -1 : end + 1;
    }
    if (this.start < 0) this.start = at;
    const end = this.isRegex() ? skipRegex(this.text, at) : at;
    this.last = end;
    return end;
  }

  /** Whether a slash starts a regular expression: decided, as in every tokeniser, by what precedes it. */
  private isRegex(): boolean {
    const { text, last } = this;
    if (last < 0) return true;
    const code = text.charCodeAt(last);
    if (isWordPart(code)) return beforeRegex.has(wordBefore(text, last + 1));
    if (code === 41) {
      return beforeParenthesis.has(wordBefore(text, this.lastParenthesis));
    }
    if (code === 93 || code === 34 || code === 39 || code === 96) return false;
    // A literal that ended in a slash is divided; `x++ / y` too.
    if (code === 47) return false;
    return !((code === 43 || code === 45) && text.charCodeAt(last - 1) === code);
  }

  private emit(end: number): void {
    if (this.start >= 0 && end > this.start) {
      this.spans.push({ start: this.start, end, commas: this.commas });
    }
    this.start = -1;
    this.commas = [];
    this.last = -1;
  }
}
