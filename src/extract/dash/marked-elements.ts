import type { RepresentationInfo } from 'mpd-parser';

/** What is said around an encoding, where the parser does not look. */
export interface Mark {
  readonly isProtected: boolean;
  /** Only shown while somebody seeks. */
  readonly isPassing: boolean;
}

/** Whatever a manifest writes under this name is written over. */
const attribute = 'reelkeep-mark';
const levels: ReadonlySet<string> = new Set(['MPD', 'Period', 'AdaptationSet', 'Representation']);
const trickMode = /trickmode|thumbnail/i;

/**
 * Marks each `Representation`, so that what the parser makes of it is known again whatever its id is: many
 * have none, or another's. What is enciphered is so by any `ContentProtection` around it, of whatever
 * namespace, and by all of them that stand within it.
 */
export function markElements(mpd: Element): (info: RepresentationInfo) => Mark | undefined {
  const elements = [mpd, ...Array.from(mpd.getElementsByTagName('*'))];
  const locked = new Set(
    elements
      .filter((element) => localName(element) === 'ContentProtection')
      .map((element) => levelsAround(element)[0]),
  );
  const passing = new Set(elements.filter(isTrickMode).map((element) => element.parentNode));
  const marks = elements
    .filter(({ nodeName }) => nodeName === 'Representation')
    .map((element, at): Mark => {
      element.setAttribute(attribute, `${at}`);
      const around = levelsAround(element);
      return {
        isProtected: around.some((level) => locked.has(level)),
        isPassing: around.some((level) => passing.has(level)),
      };
    });
  return ({ attributes }) => marks[Number(attributes[attribute])];
}

const localName = ({ nodeName }: Element): string => nodeName.split(':').at(-1) ?? '';

const isTrickMode = (element: Element): boolean =>
  element.nodeName === 'EssentialProperty' &&
  trickMode.test(element.getAttribute('schemeIdUri') ?? '');

/** Itself, if it is one, and what it is in; innermost first. */
function levelsAround(element: Element): Element[] {
  const found: Element[] = [];
  for (let node: Node | null = element; node; node = node.parentNode) {
    if (isElement(node) && levels.has(node.nodeName)) found.push(node);
  }
  return found;
}

const isElement = (node: Node): node is Element => node.nodeType === 1;
