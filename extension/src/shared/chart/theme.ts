import { useEffect, useState } from "preact/hooks";
import { colourOf } from "../colour";

/** Colours for canvas, which knows neither custom properties nor forced colours. */
export interface ChartTheme { down: string; downSoft: string; up: string; upSoft: string; line: string; lineSoft: string; capacity: string; ink: string; grid: string; gap: string; font: string }

const SOFT = 0.16;

export function chartTheme(): ChartTheme {
  const forced = matchMedia("(forced-colors: active)").matches;
  const ink = colourOf("--ink-2");
  const colour = (token: `--${string}`): string => (forced ? ink : colourOf(token));
  const up = forced ? systemColour("Highlight") : colourOf("--up");
  return {
    down: colour("--down"), downSoft: soft(colour("--down")), up, upSoft: soft(up),
    line: colour("--other"), lineSoft: forced ? "transparent" : soft(colour("--other")),
    capacity: forced ? ink : colourOf("--ink"), ink, grid: colour("--line"), gap: colour("--surface-3"), font: `12px ${getComputedStyle(document.body).fontFamily}`,
  };
}

/** With forced colours the user's own palette has few: sent is told from received by the one for selections. */
function systemColour(name: "Highlight"): string {
  const probe = document.createElement("span");
  probe.style.color = name;
  probe.style.forcedColorAdjust = "none";
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** The same, let through: `rgb(1, 2, 3)` becomes `rgb(1, 2, 3, 0.16)`, and `oklab(…)` alike. */
const soft = (colour: string): string => (colour.includes(",") ? colour.replace(/\)$/, `, ${SOFT})`) : colour.replace(/\)$/, ` / ${SOFT})`));

/** Counts up when colours change: by the system, by the user's choice, by forced colours. */
export function useThemeChanges(): number {
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    const change = (): void => setChanges((before) => before + 1);
    const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-contrast: more)"].map((query) => matchMedia(query));
    queries.forEach((query) => query.addEventListener("change", change));
    const chosen = new MutationObserver(change);
    chosen.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    return () => {
      queries.forEach((query) => query.removeEventListener("change", change));
      chosen.disconnect();
    };
  }, []);
  return changes;
}
