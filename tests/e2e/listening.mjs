// Somebody who listens: all that any live region of a page says.

const LIVE = '[role=status], [role=alert], [aria-live]';

/** Keeps what is said from now on in `window.heard`, each with the page's own time. */
export const hearAll = (page) =>
  page.evaluate((live) => {
    window.heard = [];
    new MutationObserver((changes) => {
      const around = ({ target }) => (target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement)?.closest(live);
      for (const region of new Set(changes.map(around))) {
        const said = region?.textContent.trim();
        // What is not shown is not heard.
        if (said && region.checkVisibility()) window.heard.push([performance.now(), said]);
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  }, LIVE);

/** The pairs of sentences between which there are no two seconds, or nearly. */
export function gaps(heard) {
  const pairs = heard.slice(1).map((later, at) => [heard[at], later]);
  return pairs.filter(([earlier, later]) => later[0] - earlier[0] < 1_900);
}
