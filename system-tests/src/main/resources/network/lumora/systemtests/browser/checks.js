/* What can be measured on a screen: window.lumoraChecks in the page under test. Each check gives the faults as text. */
(() => {
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.closest(".visually-hidden, .skip");
  const outline = (e) => e.outerHTML.replace(/\s+/g, " ").slice(0, 140);
  const texts = () => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walk.nextNode()) {
      const parent = walk.currentNode.parentElement;
      if (walk.currentNode.data.trim() !== "" && !["SCRIPT", "STYLE", "OPTION", "TITLE"].includes(parent.tagName) && shown(parent)) found.push(walk.currentNode);
    }
    return found;
  };
  const scrolls = (e) => e.closest("pre, textarea, svg") !== null || (e !== document.documentElement && ["auto", "scroll"].includes(getComputedStyle(e).overflowX)) || (e.parentElement !== null && scrolls(e.parentElement));
  const boxes = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()];
  };

  // Text beyond the window or cut off by a box, unless the user can scroll to it.
  const overflow = () => {
    const width = document.documentElement.clientWidth;
    const faults = document.documentElement.scrollWidth > width ? [`scrolls sideways: ${document.documentElement.scrollWidth} px in ${width} px`] : [];
    for (const node of texts()) {
      const parent = node.parentElement;
      if (scrolls(parent)) continue;
      if (boxes(node).some((box) => box.width > 0 && (box.left < -1 || box.right > width + 1))) faults.push(`beyond the window: ${outline(parent)}`);
      for (let e = parent; e !== document.body; e = e.parentElement) {
        const { overflowX, display } = getComputedStyle(e);
        if (display === "inline" || !["hidden", "clip"].includes(overflowX)) continue;
        const inside = e.getBoundingClientRect();
        if (inside.width > 2 && boxes(node).some((box) => box.left < inside.left - 1 || box.right > inside.right + 1)) faults.push(`cut: ${outline(parent)}`);
      }
    }
    return [...new Set(faults)];
  };

  // In the pseudo-locale every text of ours is in brackets. What is outside are numbers and dates as Intl writes them,
  // hosts and our name; other names are marked translate=no. A further word was never translated.
  const dates = () => {
    const days = [...Array(12).keys()].flatMap((at) => [new Date(2026, at, 1), new Date(2026, 0, at + 1)]);
    const names = ["short", "long"].flatMap((length) => days.map((day) => new Intl.DateTimeFormat("en", { month: length, weekday: length }).format(day)));
    return new Set([...names.flatMap((name) => name.split(/[^A-Za-z]+/)), ..."byte bytes ago now yesterday today tomorrow second minute hour day week month seconds minutes hours days weeks months last next this per kbit Mbit".split(" ")]);
  };
  const untranslated = () => {
    const known = new Set([...dates(), "Lumora", "LMR"]);
    const words = (text) => text.replace(/\[[^\]]*\]|\S+[.:]\S+/g, " ").match(/[A-Za-z]{3,}/g) ?? [];
    const data = "code, pre, [lang]:not(html), [translate=no]";
    const plain = texts().filter((node) => !node.parentElement.closest(data)).map((node) => node.data.trim());
    return [...new Set(plain.filter((text) => words(text).some((word) => !known.has(word))))];
  };

  const focusable = () =>
    [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter(
      (e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }) && !(e.type === "radio" && !e.checked && document.querySelector(`input[type=radio][name="${e.name}"]:checked`)),
    );
  let seen = new Set();
  let all = [];
  let last = null;
  const walk = {
    // What comes while the keyboard walks, such as a new row, need not be reached.
    begin: () => {
      seen = new Set();
      last = null;
      all = focusable();
      const top = document.createElement("span");
      top.tabIndex = -1;
      document.body.prepend(top);
      top.focus();
      return all.length;
    },
    // After a press of Tab: END when the focus is nowhere or where it has been, SAME inside a field of several parts,
    // else what is wrong with the place, if anything.
    step: () => {
      const at = document.activeElement;
      if (!document.hasFocus() || at === null || at === document.body || at === document.documentElement) return "END";
      if (at === last) return "SAME";
      if (seen.has(at)) return "END";
      seen.add((last = at));
      const style = getComputedStyle(at);
      return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none" ? "" : `no visible focus: ${outline(at)}`;
    },
    missed: () => all.filter((e) => e.isConnected && e.checkVisibility() && !e.disabled && !seen.has(e)).map((e) => `not reached: ${outline(e)}`),
  };

  const moving = () =>
    document
      .getAnimations()
      .filter((animation) => animation.playState === "running" && (animation.effect?.getComputedTiming().activeDuration ?? 0) > 10)
      .map((animation) => `moves: ${outline(animation.effect.target)}`);

  const axe = async (runOnly) => {
    const { violations } = await window.axe.run(document, { runOnly, resultTypes: ["violations"] });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 140)} (${node.any[0]?.message ?? ""})`).join(" | ")}`);
  };

  window.lumoraChecks = { overflow, untranslated, walk, moving, axe };
})()
