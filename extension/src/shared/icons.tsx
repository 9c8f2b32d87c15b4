/** Line icons on a grid of 24, drawn for Lumora. Each stands beside words or in a button that has a label. */
const paths = {
  dashboard: "M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-3H4zM14 7h6V4h-6z",
  activity: "M4 6h16M4 12h16M4 18h10",
  limits: "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5",
  rules: "M12 3l7.5 3v5.5c0 4.6-3.1 8-7.5 9.5-4.4-1.5-7.5-4.9-7.5-9.5V6zM8.8 12l2.2 2.2 4.2-4.4",
  earnings: "M6 3h12v18l-3-2-3 2-3-2-3 2zM9.5 8h5M9.5 12h5",
  health: "M3 12h4l2.5-6 4 12 2.5-6h5",
  pair: "M9.5 14.5l5-5M8 12l-2.5 2.5a3.5 3.5 0 0 0 5 5L13 17M16 12l2.5-2.5a3.5 3.5 0 0 0-5-5L11 7",
  welcome: "M12 4v2M12 18v2M4 12h2M18 12h2M6.3 6.3l1.4 1.4M16.3 16.3l1.4 1.4M6.3 17.7l1.4-1.4M16.3 7.7l1.4-1.4M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  running: "M7 5l12 7-12 7z",
  pause: "M8 5v14M16 5v14",
  waiting: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4.5l3 2",
  finishing: "M5 20V5c4-2.5 8 2.5 14 0v9c-6 2.500-10-2.500-14 0",
  capped: "M5 12a7 7 0 0 1 14 0M12 12l3.500-4M4 17h16",
  schedule: "M5 6h14v14H5zM5 10.500h14M9 3.500V7M15 3.500V7",
  trouble: "M12 4L21 19.500H3zM12 10v4M12 16.700v.3",
  good: "M5 12.500l4.500 4.500L19 7.500",
  bad: "M6 6l12 12M18 6L6 18",
  info: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 11v5M12 8v.3",
  up: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  menu: "M4 7h16M4 12h16M4 17h16",
  next: "M9 5l7 7-7 7",
  outside: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  search: "M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM15.500 15.500L20 20",
  download: "M12 4v11M7 10.500l5 5 5-5M4 20h16",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  settings: "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.600 5.600l2.200 2.200M16.200 16.200l2.200 2.200M5.600 18.400l2.200-2.200M16.200 7.800l2.200-2.200",
  plus: "M12 5v14M5 12h14",
  remove: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  retry: "M19 5v5h-5M19 10a7.500 7.500 0 1 0 .5 4.500",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}

/** A light behind a horizon. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <defs>
        <linearGradient id="lumora-night" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#2a2470" /><stop offset="1" stop-color="#5b4be0" /></linearGradient>
        <radialGradient id="lumora-dawn" cx=".5" cy=".5" r=".5"><stop offset="0" stop-color="#ffe3a8" /><stop offset="1" stop-color="#ff9f43" /></radialGradient>
        <clipPath id="lumora-sky"><rect x="0" y="0" width="32" height="20.5" /></clipPath>
      </defs>
      <rect width="32" height="32" rx="8.500" fill="url(#lumora-night)" />
      <g clip-path="url(#lumora-sky)">
        <circle cx="16" cy="20.500" r="7" fill="url(#lumora-dawn)" />
        <path d="M16 6v4M6.800 9.800l2.800 2.800M25.200 9.800l-2.800 2.800" stroke="#ffd28a" stroke-width="2" stroke-linecap="round" />
      </g>
      <path d="M6 21.500h20M10 25.500h12" stroke="#c9c4ff" stroke-width="2" stroke-linecap="round" />
    </svg>
  );
}
