// On a narrow map a card does not hang over its place: it lies at the foot of the map, and the place stays in sight.
import { el } from "./dom.js";

const [NARROW, SPARE] = [600, 36];

export function makeSheet(map) {
  const root = el("section", { class: "sheet", hidden: true });
  document.querySelector("main").append(root);

  function show(card, latlng) {
    root.replaceChildren(card);
    root.hidden = false;
    root.scrollTop = 0;
    requestAnimationFrame(() => {
      const below = map.latLngToContainerPoint(latlng).y - (map.getSize().y - root.offsetHeight - SPARE);
      if (!root.hidden && below > 0) map.panBy([0, below]);
    });
  }

  return {
    show,
    fits: () => map.getSize().x < NARROW,
    isOpen: () => !root.hidden,
    close() {
      root.hidden = true;
    },
  };
}
