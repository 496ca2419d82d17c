// The page around the map: it keeps this document alive, hears what happens, and fetches ahead of it.

/** @type {import("./types.js").AtlasHost | null} */
export const host = /** @type {HTMLIFrameElement | null} */ (window.frameElement)?.atlasHost
  ?? window.parent.atlasPrerender?.host
  ?? null;

/**
 * Fetch an address: what the page has asked for already is taken over, once; the rest is asked for now.
 * @param {string} url
 * @returns {Promise<Response>}
 */
export function fetchOnce(url) {
  const answer = host?.started.get(url);
  host?.started.delete(url);
  return answer ?? fetch(url);
}
