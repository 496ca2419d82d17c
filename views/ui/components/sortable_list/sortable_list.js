// The stops of a tour as a list: dragged by their handle, or moved with buttons and arrow keys.
const TIME = /^([01]?\d|2[0-3]):[0-5]\d$/;

function make(tag, text = "", attributes = {}) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function button(label, sign, act) {
  const made = make("button", sign, { type: "button", "aria-label": label, title: label });
  made.addEventListener("click", act);
  return made;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const host = parentElement.querySelector("ol");
  const words = data.words;
  const say = (key, gaps) => words[key].replace(/\{(\w+)\}/g, (_, name) => gaps[name] ?? "");
  // Until the server has answered, the times that stand are those of before: they are shown faint.
  const send = (kind, more = {}) => {
    if (kind !== "select") host.classList.add("waiting");
    setTriggerValue("event", { kind, ...more, at: Date.now() });
  };
  const ids = () => [...host.children].map((line) => line.dataset.id);
  const live = parentElement.querySelector("[role=status]");
  const focused = host.dataset.focus ? JSON.parse(host.dataset.focus) : null;
  delete host.dataset.focus;

  // The list moves at once; the times follow when the server has answered.
  function move(id, to, via) {
    const lines = [...host.children];
    const from = lines.findIndex((line) => line.dataset.id === id);
    const place = Math.max(0, Math.min(lines.length - 1, to));
    if (from < 0 || from === place) return;
    const line = lines[from];
    const beyond = place > from ? lines[place].nextSibling : lines[place];
    host.insertBefore(line, beyond);
    number();
    host.dataset.focus = JSON.stringify({ id, via });
    live.textContent = say("moved", { name: line.dataset.name, place: place + 1, count: lines.length });
    send("order", { ids: ids() });
    if (via) line.querySelector(`[data-via=${via}]`)?.focus();
  }
  const number = () => [...host.children].forEach((line, row) => {
    line.querySelector(".number").textContent = row + 1;
    line.querySelector("[data-via=up]").disabled = row === 0;
    line.querySelector("[data-via=down]").disabled = row === host.children.length - 1;
  });

  function handle(stop) {
    const grip = make("button", "⠿", { type: "button", class: "grip", "data-via": "grip", "aria-label": say("grip", { name: stop.name }), title: say("grip", { name: stop.name }) });
    const row = () => ids().indexOf(stop.id);
    grip.addEventListener("keydown", (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      move(stop.id, row() + step, "grip");
    });
    grip.addEventListener("pointerdown", (down) => drag(down, grip, stop));
    return grip;
  }

  function drag(down, grip, stop) {
    if (down.button) return;
    const line = grip.closest("li");
    const start = ids().join();
    line.classList.add("dragged");
    const follow = (event) => {
      event.preventDefault();
      const others = [...host.children].filter((other) => other !== line);
      const below = others.find((other) => {
        const box = other.getBoundingClientRect();
        return event.clientY < box.top + box.height / 2;
      }) ?? null;
      if (line.nextElementSibling === below) return;
      host.insertBefore(line, below);
      number();
    };
    // On the window: moving a line in the document takes the pointer from it.
    const done = () => {
      window.removeEventListener("pointermove", follow);
      for (const name of ["pointerup", "pointercancel"]) window.removeEventListener(name, done);
      line.classList.remove("dragged");
      if (ids().join() === start) return;
      host.dataset.focus = JSON.stringify({ id: stop.id, via: "grip" });
      send("order", { ids: ids() });
    };
    window.addEventListener("pointermove", follow, { passive: false });
    for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, done);
  }

  function lock(stop) {
    const field = make("input", "", { type: "time", class: "lock", "aria-label": say("lock", { name: stop.name }), title: say("lock", { name: stop.name }) });
    field.value = stop.fixed ?? "";
    field.addEventListener("change", () => {
      if (!field.value || TIME.test(field.value)) send("lock", { id: stop.id, time: field.value });
    });
    return field;
  }

  function minutes(stop) {
    const field = make("input", "", { type: "number", min: "0", max: "480", step: "5", class: "minutes", "aria-label": say("minutes", { name: stop.name }), title: say("minutes", { name: stop.name }) });
    field.value = stop.minutes;
    field.addEventListener("change", () => {
      const value = Number.parseInt(field.value, 10);
      if (value >= 0 && value <= 480) send("minutes", { id: stop.id, minutes: value });
    });
    return field;
  }

  function line(stop, row) {
    const made = make("li", "", { "data-id": stop.id, "data-name": stop.name, class: stop.state });
    const name = button(say("show", { name: stop.name }), stop.name, () => send("select", { id: stop.id }));
    name.className = "name";
    if (stop.id === data.chosen) name.setAttribute("aria-current", "true");
    const head = make("div", "", { class: "head" });
    head.append(handle(stop), make("span", row + 1, { class: "number" }), name);
    const up = button(say("up", { name: stop.name }), "↑", () => move(stop.id, ids().indexOf(stop.id) - 1, "up"));
    const down = button(say("down", { name: stop.name }), "↓", () => move(stop.id, ids().indexOf(stop.id) + 1, "down"));
    const drop = button(say("drop", { name: stop.name }), "×", () => send("drop", { id: stop.id }));
    up.dataset.via = "up";
    down.dataset.via = "down";
    const tail = make("div", "", { class: "tail" });
    const time = make("span", stop.time, { class: "time" });
    const set = make("span", "", { class: "set" });
    set.append(make("span", words.at, { "aria-hidden": "true" }), lock(stop), minutes(stop), make("span", "min", { "aria-hidden": "true" }));
    tail.append(time, set, up, down, drop);
    made.append(head, make("p", stop.note, { class: "note" }), tail);
    return made;
  }

  host.setAttribute("aria-label", words.list);
  host.replaceChildren(...data.stops.map(line));
  host.classList.remove("waiting");
  number();
  if (focused) {
    const again = [...host.children].find((each) => each.dataset.id === focused.id);
    const at = again?.querySelector(`[data-via=${focused.via}]`);
    (at && !at.disabled ? at : again?.querySelector(".grip"))?.focus({ preventScroll: true });
  }
}
