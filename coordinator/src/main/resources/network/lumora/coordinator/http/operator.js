"use strict";

/** How often the page asks; the answer is some kilobytes. */
const PERIOD_MILLIS = 2000;

const number = new Intl.NumberFormat("en");
const at = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const find = (id) => document.getElementById(id);

let key = "";
let timer = 0;

find("door").addEventListener("submit", (event) => {
  event.preventDefault();
  key = find("key").value.trim();
  look();
});

async function look() {
  clearTimeout(timer);
  try {
    const answer = await fetch("/v1/operator/view", {
      headers: { Authorization: `Bearer ${key}` },
      cache: "no-store",
      signal: AbortSignal.timeout(10000),
    });
    if (answer.status === 401) {
      shut("This is not the operator's key.");
      return;
    }
    if (!answer.ok) {
      tell(`The coordinator answered ${answer.status}; asking again.`, "bad");
    } else {
      show(await answer.json());
    }
  } catch {
    tell("The coordinator does not answer; asking again. What is below is old.", "bad");
  }
  timer = setTimeout(look, PERIOD_MILLIS);
}

function shut(why) {
  key = "";
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
  tell(
    view.phase === "READY" ? "Live, every two seconds" : `${view.phase.toLowerCase()}: gives out no work`,
    view.phase === "READY" ? "good" : "bad",
  );
  find("now").replaceChildren(...view.now.map((one) => pair(one.name, amount(one))));
  rows("orders", "No order is open.", view.orders, (order) => [
    id(order.id), id(order.consumer), text(order.phase.toLowerCase()), count(order.pages), count(order.waiting),
    count(order.working), count(order.done), count(order.failed), right(bytes(order.deliveredBytes)),
  ]);
  rows("leases", "No agent holds a lease.", view.leases, (lease) => [
    text(at.format(new Date(lease.givenAt))), id(lease.task), id(lease.agent), id(lease.lease), text(lease.reason || "not told"),
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

function amount(one) {
  return one.unit === "bytes" ? bytes(one.value) : number.format(one.value);
}

/** In decimal units: a kB is 1,000 bytes. */
function bytes(value) {
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  const step = value < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  return `${(value / 1000 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step]}`;
}

function pair(name, value) {
  const box = document.createElement("div");
  box.append(element("dt", name), element("dd", value));
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

/** The beginning of a long name; all of it is in the title. */
function id(name) {
  const short = name.length > 20 ? `${name.slice(0, 20)}…` : name;
  const cell = element("td", short, "id");
  cell.title = name;
  return cell;
}

const text = (content) => element("td", content);
const right = (content) => element("td", content, "number");
const count = (value) => right(number.format(value));
