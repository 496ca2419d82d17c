// Comes with the page, before Streamlit starts: fetches what the map needs and holds the map for the component.
(() => {
  const data = JSON.parse(document.currentScript.dataset.map);
  const opened = window.location.pathname;
  const [EVERY_MS, MOST_STILL] = [250, 6];
  const started = new Map(data.ahead.map((url) => [url, fetch(url)]));
  for (const answer of started.values()) answer.catch(() => {});

  const section = () => document.getElementById("atlas-ahead");
  const ahead = {
    map: null,
    address: null,
    host: {
      started,
      ready(map) {
        ahead.map = map;
        map.apply({ ...data, dark: window.matchMedia("(prefers-color-scheme: dark)").matches });
      },
      event() {},
      address(values) {
        ahead.address = values;
      },
    },
    take(wanted) {
      const frame = section()?.querySelector("iframe");
      if (frame?.getAttribute("src") === wanted.src && data.key === wanted.key) return frame;
      ahead.drop();
      return null;
    },
    drop() {
      clearInterval(timer);
      section()?.remove();
      delete window.atlasAhead;
    },
  };
  window.atlasAhead = ahead;

  // Nobody may come for the map: another page was opened, or this one ended without a map.
  let still = 0;
  const timer = setInterval(() => {
    const ended = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning";
    still = ended ? still + 1 : 0;
    if (still > MOST_STILL || window.location.pathname !== opened) ahead.drop();
  }, EVERY_MS);
})();
