/* Finds elements as a person would name them: window.lumoraFind in the page under test. */
(() => {
  const implicit = {
    A: (e) => (e.hasAttribute("href") ? "link" : ""),
    BUTTON: () => "button",
    SUMMARY: () => "button",
    SELECT: () => "combobox",
    TEXTAREA: () => "textbox",
    H1: () => "heading",
    H2: () => "heading",
    H3: () => "heading",
    TABLE: () => "table",
    TR: () => "row",
    DIALOG: () => "dialog",
    INPUT: (e) =>
      ({ checkbox: "checkbox", radio: "radio", range: "slider", submit: "button", button: "button", number: "spinbutton" })[
        e.type
      ] ?? "textbox",
  };
  const squeeze = (text) => text.replace(/\s+/g, " ").trim();
  const byId = (ids) =>
    ids
      .split(/\s+/)
      .map((id) => document.getElementById(id)?.textContent ?? "")
      .join(" ");

  const role = (e) => e.getAttribute("role") ?? implicit[e.tagName]?.(e) ?? "";
  const name = (e) => {
    if (e.hasAttribute("aria-labelledby")) return squeeze(byId(e.getAttribute("aria-labelledby")));
    if (e.getAttribute("aria-label")) return squeeze(e.getAttribute("aria-label"));
    if (e.labels?.length > 0) return squeeze([...e.labels].map((l) => l.textContent).join(" "));
    return squeeze(e.textContent || e.value || e.title || "");
  };
  const visible = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;

  const all = (how, what, called) => {
    if (how === "testId") return [...document.querySelectorAll(`[data-testid="${CSS.escape(what)}"]`)].filter(visible);
    if (how === "css") return [...document.querySelectorAll(what)].filter(visible);
    const named = [...document.querySelectorAll("*")].filter((e) => role(e) === what && visible(e));
    const exact = named.filter((e) => name(e) === called);
    return exact.length > 0 ? exact : named.filter((e) => name(e).includes(called));
  };
  const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  // The middle of the first of them, once it is painted there, enabled and not covered; else null.
  const place = async ([e]) => {
    // Null lets the driver bring the tab to the front.
    if (!e || e.disabled || document.hidden) return null;
    e.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    await painted();
    const box = e.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const top = document.elementFromPoint(x, y);
    const hit = top && (e.contains(top) || [...(e.labels ?? [])].some((label) => label.contains(top)));
    return hit ? { x, y } : null;
  };
  window.lumoraFind = { all, role, name, place, visible };
})()
