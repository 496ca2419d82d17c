// Asks the browser where it is when the button is pressed, and never before.
const WAIT_MS = 15000;

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const button = parentElement.querySelector("button");
  const rest = () => {
    button.textContent = data.label;
    button.disabled = false;
  };
  rest();
  button.onclick = () => {
    const failed = () => {
      rest();
      setTriggerValue("failed", Date.now());
    };
    if (!navigator.geolocation) return failed();
    button.textContent = data.waiting;
    button.disabled = true;
    const found = ({ coords }) => {
      rest();
      setTriggerValue("found", [coords.latitude, coords.longitude]);
    };
    navigator.geolocation.getCurrentPosition(found, failed, { timeout: WAIT_MS, enableHighAccuracy: true });
  };
}
