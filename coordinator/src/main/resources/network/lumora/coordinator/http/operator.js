"use strict";

/** How often the page asks; the answer is some ten kilobytes. */
const PERIOD_MILLIS = 2000;

/** Rates are of the last ten seconds, or they would jump. */
const MAX_PAST = 6;

const number = new Intl.NumberFormat("en");
const rough = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const at = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
const find = (id) => document.getElementById(id);

let key = "";
let timer = 0;
let held = false;

/** When the coordinator answered last; none if nothing is shown. */
let seen;

/** Totals of earlier answers, the oldest first, all since the same start. */
let past = [];

find("door").addEventListener("submit", (event) => {
  event.preventDefault();
  key = find("key").value.trim();
  if (/^[\x21-\x7e]+$/.test(key)) {
    look();
  } else {
    shut("This is not the operator's key.");
  }
});

/** Whoever reads or copies a row would lose it with the next answer. */
find("hold").addEventListener("click", () => {
  hold(!held);
  if (held) {
    clearTimeout(timer);
    tell(`Held as it was at ${at.format(seen)}`, "");
  } else {
    look();
  }
});

function hold(still) {
  held = still;
  find("hold").setAttribute("aria-pressed", String(still));
}

async function look() {
  clearTimeout(timer);
  const { status, view } = await ask();
  if (held) {
    return;
  }
  if (status === 401) {
    shut("This is not the operator's key.");
    return;
  }
  if (view) {
    show(view);
  } else {
    const what = status === 0 ? "does not answer" : `answers ${status}`;
    tell(`The coordinator ${what}; asking again.${seen ? ` What is below is of ${at.format(seen)}.` : ""}`, "bad");
  }
  timer = setTimeout(look, PERIOD_MILLIS);
}

/** The status is 0 if no answer came. */
async function ask() {
  try {
    const answer = await fetch("/v1/operator/view", {
      headers: { Authorization: `Bearer ${key}` },
      cache: "no-store",
      signal: AbortSignal.timeout(10000),
    });
    return { status: answer.status, view: answer.ok ? await answer.json() : undefined };
  } catch {
    return { status: 0 };
  }
}

function shut(why) {
  key = "";
  seen = undefined;
  past = [];
  hold(false);
  find("hold").hidden = true;
  find("door").hidden = false;
  find("view").hidden = true;
  find("key").value = "";
  find("key").focus();
  tell(why, "bad");
}

/** Only what is new is written, or a screen reader would hear it every two seconds. */
function tell(what, how) {
  const state = find("state");
  if (state.textContent !== what) {
    state.textContent = what;
    state.className = how;
  }
}

function show(view) {
  find("key").value = "";
  find("door").hidden = true;
  find("view").hidden = false;
  find("hold").hidden = false;
  seen = new Date();
  remember(view);
  note(view.notes);
  tell(
    view.phase === "READY" ? "Live, every two seconds" : `${view.phase.toLowerCase()}: gives out no work`,
    view.phase === "READY" ? "good" : "bad",
  );
  find("now").replaceChildren(...view.now.map((one) => pair(one.name, amount(one))));
  find("totals-title").textContent = `Since the start, ${day.format(new Date(view.startedAt))}`;
  find("totals").replaceChildren(...view.totals.map((one, place) => pair(one.name, amount(one), rate(one, place))));
  rows("orders", "No order is open.", view.orders, (order) => [
    id(order.id), id(order.consumer), text(order.phase.toLowerCase()), count(order.pages), count(order.waiting),
    count(order.working), count(order.done), count(order.failed), right(bytes(order.deliveredBytes)),
  ]);
  rows("leases", "No agent holds a lease.", view.leases, (lease) => [
    text(at.format(new Date(lease.givenAt))), page(lease.task), id(lease.agent), id(lease.lease), element("td", lease.reason || "not told", "why"),
  ]);
  find("agents-shown").textContent =
    view.agents.length < view.agentsInAll
      ? `${number.format(view.agents.length)} of ${number.format(view.agentsInAll)}: those with most at work.`
      : "";
  rows("agents", "No agent is connected.", view.agents, (agent) => [
    id(agent.key), text(agent.version), count(agent.working), count(agent.freeSlots), count(agent.slots),
    right(`${bytes(agent.freeBytesPerSecond)}/s`), right(agent.roundTripMicros < 0 ? "not measured" : `${(agent.roundTripMicros / 1000).toFixed(1)} ms`),
  ]);
  rows("counts", "Nothing has happened yet.", view.counts, (one) => [text(one.what), text(one.kind), count(one.times)]);
}

/** Only what is new is written, as above. */
function note(notes) {
  const place = find("notes");
  if (place.textContent !== notes.join("")) {
    place.replaceChildren(...notes.map((what) => element("p", what)));
  }
}

/** Another start counts from nothing. */
function remember(view) {
  if (past.length > 0 && past[0].startedAt !== view.startedAt) {
    past = [];
  }
  past.push({ startedAt: view.startedAt, millis: performance.now(), values: view.totals.map((one) => one.value) });
  past = past.slice(-MAX_PAST);
}

function rate(one, place) {
  if (past.length < 2) {
    return "…";
  }
  const seconds = (past.at(-1).millis - past[0].millis) / 1000;
  const perSecond = (one.value - past[0].values[place]) / seconds;
  return one.unit === "bytes" ? `${bytes(Math.round(perSecond))}/s` : `${rough.format(perSecond)} a second`;
}

function amount(one) {
  return one.unit === "bytes" ? bytes(one.value) : number.format(one.value);
}

/** In decimal units: a kB is 1,000 bytes. */
function bytes(value) {
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  const step = value < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  return `${(value / 1000 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step]}`;
}

function pair(name, ...values) {
  const box = document.createElement("div");
  box.append(element("dt", name), ...values.map((value) => element("dd", value)));
  return box;
}

function rows(place, none, values, cells) {
  const body = find(place);
  if (values.length === 0) {
    const cell = element("td", none, "none");
    cell.colSpan = body.parentElement.tHead.rows[0].cells.length;
    const row = document.createElement("tr");
    row.append(cell);
    body.replaceChildren(row);
    return;
  }
  body.replaceChildren(
    ...values.map((value) => {
      const row = document.createElement("tr");
      row.append(...cells(value));
      return row;
    }),
  );
}

function element(kind, content, style = "") {
  const made = document.createElement(kind);
  made.textContent = content;
  made.className = style;
  return made;
}

/** A long name, cut by the style only: what is copied is whole. */
function id(name, style = "id") {
  const cell = element("td", "", style);
  cell.append(element("span", name));
  cell.title = name;
  return cell;
}

/** Its order may be cut, its number may not. */
function page(task) {
  const slash = task.lastIndexOf("/");
  const cell = id(task.slice(0, slash), "id page");
  cell.append(task.slice(slash));
  cell.title = task;
  return cell;
}

const text = (content) => element("td", content);
const right = (content) => element("td", content, "number");
const count = (value) => right(number.format(value));
