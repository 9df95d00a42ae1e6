import { piecesWith } from '../player-script';
import type { SignatureStrategy } from '../strategy';

/** Three parameters, the last two perhaps with defaults, in either notation; an object of the first and `true`; something given back. */
const shape =
  /=\s*(?:function\s*)?\([\w$]+,[\w$]+(?:="")?,[\w$]+(?:="")?\)\s*(?:=>\s*)?\{[\s\S]*\bnew [\w$.]+\([\w$]+,(?:!0|true)\)[\s\S]*\breturn [\w$]+;?\s*\}$/;

/** Any short function of three parameters that makes an object of something and `true` and gives it back: called as the media URL's builder, it deciphers or it is not it. */
export const probedBuilder: SignatureStrategy = {
  name: 'probed-builder',
  era: '2020–today',
  lastResort: true,
  spot: (script) =>
    piecesWith(script, [',!0);', ',true);'])
      .filter(({ start, end }) => end - start < 600 && shape.test(script.text.slice(start, end)))
      .flatMap(({ names }) => names.map((name) => ({ via: 'media-url' as const, name }))),
};
