// The page around the map asks for what the map shall need before the map is there; here the map takes it over.
export function begun(url) {
  const started = window.frameElement?.atlasHost?.started;
  const answer = started?.get(url);
  started?.delete(url);
  return answer ?? fetch(url);
}
