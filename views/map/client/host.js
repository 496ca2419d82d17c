// The page around the map: it keeps this document alive, hears what happens, and fetches ahead of it.
export const host = window.frameElement?.atlasHost ?? window.parent.atlasAhead?.host ?? null;

// What the page has asked for already is taken over, once; the rest is asked for now.
export function begun(url) {
  const answer = host?.started.get(url);
  host?.started.delete(url);
  return answer ?? fetch(url);
}
