const focusable =
  'button:not(:disabled, [tabindex="-1"]), a[href], input:not(:disabled, [tabindex="-1"])';

/**
 * Keeps the keyboard in its place when the element that has the focus is taken away: the browser would
 * drop it to the body, and who uses no mouse would begin again at the top. It goes to the same thing
 * drawn elsewhere (known by the id around it, and what it does there), else to what came in its place, what stood after it, what stood
 * before it, and so on outwards.
 */
export function keepFocus(root: HTMLElement): void {
  let held: Element | undefined;
  root.addEventListener('focusin', ({ target }) => {
    held = target instanceof Element ? target : undefined;
  });
  new MutationObserver((changes) => {
    const { activeElement } = document;
    if (held === undefined || (activeElement !== null && activeElement !== document.body)) return;
    const lost = held;
    const loss = changes.find(({ removedNodes }) => someContains(removedNodes, lost));
    if (loss) successor(lost, loss, changes)?.focus();
  }).observe(root, { childList: true, subtree: true });
}

const someContains = (nodes: NodeList, element: Element): boolean =>
  [...nodes].some((node) => node.contains(element));

function successor(
  lost: Element,
  { target, nextSibling, previousSibling }: MutationRecord,
  changes: readonly MutationRecord[],
): HTMLElement | undefined {
  const added = changes
    .filter((change) => change.target === target)
    .flatMap(({ addedNodes }) => [...addedNodes]);
  // One that was taken out alone has nothing around it any more: the article that it stood in knows its place.
  const around = target instanceof Element ? target.closest('article[id]') : null;
  const id = (lost.closest('[id]') ?? around)?.id;
  const again = id === undefined ? null : document.getElementById(id);
  const action = lost.getAttribute('data-action');
  const places = [
    lost,
    action === null ? null : again?.querySelector(`[data-action="${CSS.escape(action)}"]`),
    again,
    ...added,
    nextSibling,
    previousSibling,
    ...outwards(target),
  ];
  for (const place of places) {
    const found = place?.isConnected ? firstFocusable(place) : undefined;
    if (found) return found;
  }
  return undefined;
}

function outwards(node: Node): Node[] {
  const { parentNode } = node;
  return [node, ...(parentNode ? outwards(parentNode) : [])];
}

function firstFocusable(place: Node): HTMLElement | undefined {
  if (!(place instanceof HTMLElement)) return undefined;
  const found = place.matches(focusable) ? place : place.querySelector<HTMLElement>(focusable);
  return found ?? undefined;
}
