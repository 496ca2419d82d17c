// What the map says by itself: that no tiles come, and sentences that stand for a moment.
import { el } from "../../../gis/browser/dom.js";
import { on } from "./state.js";
import { say } from "./words.js";

const TOAST_MS = 5000;

/** @param {HTMLElement} main */
export function makeMessages(main) {
  const note = el("p", { class: "base-note", role: "status", hidden: true });
  const toast = el("p", { class: "toast", role: "alert", hidden: true });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  on("base-failed", (failed) => {
    note.hidden = !failed;
  });
  on("words", () => {
    note.textContent = say("base_unreachable");
  });
  on("toast", (text) => {
    toast.textContent = text;
    toast.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => {
      toast.hidden = true;
    }, TOAST_MS);
  });
  main.append(note, toast);
}
