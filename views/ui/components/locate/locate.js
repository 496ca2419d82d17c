// Asks the browser where it is when the button is pressed, and never before.

/**
 * @import { Mounted } from "../component.js"
 */

const WAIT_MS = 15000;

/** @param {Mounted<{ label: string, waiting: string }, number | [number, number]>} component */
export default function mountLocate({ data, parentElement, setTriggerValue }) {
  const button = /** @type {HTMLButtonElement} */ (parentElement.querySelector("button"));
  const rest = () => {
    button.textContent = data.label;
    button.disabled = false;
  };
  const failed = () => {
    rest();
    setTriggerValue("failed", Date.now());
  };
  /** @param {GeolocationPosition} position */
  const found = ({ coords }) => {
    rest();
    setTriggerValue("found", [coords.latitude, coords.longitude]);
  };
  rest();
  button.onclick = () => {
    if (!navigator.geolocation) {
      failed();
      return;
    }
    button.textContent = data.waiting;
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(found, failed, { timeout: WAIT_MS, enableHighAccuracy: true });
  };
}
