// Comes with the page, before Streamlit starts: fetches what the map needs and holds the map for the component.
(() => {
  const EVERY_MS = 250;
  const MOST_STILL = 6;
  /** @type {import("../client/types.js").MapData} */
  const data = JSON.parse(document.currentScript?.dataset.map ?? "");
  const opened = window.location.pathname;
  const started = new Map(data.prefetch.map((url) => [url, fetch(url)]));
  for (const answer of started.values()) answer.catch(() => {});

  const section = () => document.getElementById("atlas-prerender");

  /** @type {import("../client/types.js").Prerender} */
  const prerender = {
    map: null,
    address: null,
    host: {
      started,
      ready(map) {
        prerender.map = map;
        map.apply({ ...data, dark: window.matchMedia("(prefers-color-scheme: dark)").matches });
      },
      event() {},
      address(values) {
        prerender.address = values;
      },
    },
    take(wanted) {
      const frame = section()?.querySelector("iframe");
      if (frame?.getAttribute("src") === wanted.src && data.key === wanted.key) return frame;
      prerender.drop();
      return null;
    },
    drop() {
      clearInterval(timer);
      section()?.remove();
      delete window.atlasPrerender;
    },
  };
  window.atlasPrerender = prerender;

  // Nobody may come for the map: another page was opened, or this one ended without a map.
  let still = 0;
  const timer = setInterval(() => {
    const app = document.querySelector("[data-testid=stApp]");
    const ended = app instanceof HTMLElement && app.dataset.testScriptState === "notRunning";
    still = ended ? still + 1 : 0;
    if (still > MOST_STILL || window.location.pathname !== opened) prerender.drop();
  }, EVERY_MS);
})();
