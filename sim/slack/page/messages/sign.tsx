import type { ComponentChildren } from 'preact'

const line = (colour: string, width = 2) => ({
  fill: 'none',
  stroke: colour,
  'stroke-width': width,
  'stroke-linecap': 'round' as const,
  'stroke-linejoin': 'round' as const,
})

const padlock = (shackle: string): ComponentChildren => (
  <>
    <path d={shackle} {...line('#8d8d95')} />
    <rect x="4" y="9" width="12" height="9" rx="2" fill="#e2a52b" />
    <circle cx="10" cy="13.2" r="1.5" fill="#6b4a05" />
  </>
)

const circle = (colour: string): ComponentChildren => <circle cx="10" cy="10" r="7" fill={colour} />

/** The emoji that matter in a close are drawn here, so that they look alike on every machine, fonts or none. */
const drawn: Readonly<Record<string, ComponentChildren>> = {
  bell: (
    <>
      <path
        d="M10 2.5c3 0 5 2.3 5 5.3 0 3.7 1.6 5 1.6 6.2H3.4C3.4 12.8 5 11.5 5 7.8 5 4.8 7 2.5 10 2.5z"
        fill="#f0b429"
      />
      <path d="M8 15.5a2 2 0 0 0 4 0z" fill="#c98a0b" />
    </>
  ),
  white_check_mark: (
    <>
      <rect x="2" y="2" width="16" height="16" rx="3.5" fill="#2a9d5c" />
      <path d="M6 10.3l2.8 2.8L14.2 7.2" {...line('#ffffff', 2.2)} />
    </>
  ),
  warning: (
    <>
      <path d="M10 2.6L18.4 17H1.6z" fill="#f2b01e" stroke="#f2b01e" stroke-width="1.5" stroke-linejoin="round" />
      <path d="M10 7.5v4.5" {...line('#3b2c00')} />
      <circle cx="10" cy="14.6" r="1.2" fill="#3b2c00" />
    </>
  ),
  x: <path d="M5 5l10 10M15 5L5 15" {...line('#d92b4b', 3)} />,
  no_entry: (
    <>
      {circle('#d92b4b')}
      <rect x="5.5" y="8.7" width="9" height="2.6" rx="0.8" fill="#ffffff" />
    </>
  ),
  hourglass_flowing_sand: (
    <>
      <path d="M5 3h10M5 17h10" {...line('#8a6d3b')} />
      <path d="M6.2 4c0 3.5 3 4.5 3 6s-3 2.5-3 6h7.6c0-3.5-3-4.5-3-6s3-2.5 3-6z" fill="#dcebf5" stroke="#9fb6c6" />
      <path d="M7.6 6.3h4.8L10 9zM7 15.8c.4-2 2-2.8 3-2.8s2.6.8 3 2.8z" fill="#e0a43a" />
    </>
  ),
  rotating_light: (
    <>
      <path d="M5.5 14V9.5a4.5 4.5 0 0 1 9 0V14z" fill="#d92b4b" />
      <rect x="3.5" y="14" width="13" height="3.5" rx="1" fill="#565a60" />
      <path d="M10 1v1.8M3.2 3.7l1.3 1.3M16.8 3.7L15.5 5M1.2 9.5H3M17 9.5h1.8" {...line('#f0b429', 1.6)} />
    </>
  ),
  lock: padlock('M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9'),
  unlock: padlock('M6.5 9V5.5a3.5 3.5 0 0 1 6.8-1'),
  eyes: (
    <>
      <ellipse cx="6" cy="10" rx="3.6" ry="5" fill="#ffffff" stroke="#8d8d95" />
      <ellipse cx="14" cy="10" rx="3.6" ry="5" fill="#ffffff" stroke="#8d8d95" />
      <circle cx="4.9" cy="11" r="1.8" fill="#1d1c1d" />
      <circle cx="12.9" cy="11" r="1.8" fill="#1d1c1d" />
    </>
  ),
  information_source: (
    <>
      <rect x="2" y="2" width="16" height="16" rx="3.5" fill="#2f7fd1" />
      <path d="M10 9.5v5" {...line('#ffffff', 2.2)} />
      <circle cx="10" cy="6" r="1.3" fill="#ffffff" />
    </>
  ),
  memo: (
    <>
      <rect x="3" y="2" width="12" height="16" rx="1.5" fill="#f4f4f4" stroke="#a8a8ae" />
      <path d="M6 6h6M6 9h6M6 12h3" {...line('#8d8d95', 1.2)} />
      <path d="M10 15l6.5-6.5 1.6 1.6L11.6 16.6l-2.2.6z" fill="#f0b429" />
    </>
  ),
  calendar: (
    <>
      <rect x="2.5" y="3.5" width="15" height="14" rx="2" fill="#f4f4f4" stroke="#a8a8ae" />
      <path d="M2.5 5.5a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v2.5h-15z" fill="#d92b4b" />
      <path d="M6 11h2M9 11h2M12 11h2M6 14h2M9 14h2" {...line('#8d8d95', 1.5)} />
    </>
  ),
  large_green_circle: circle('#2a9d5c'),
  large_yellow_circle: circle('#f2b01e'),
  large_blue_circle: circle('#2f7fd1'),
  red_circle: circle('#d92b4b'),
  white_circle: <circle cx="10" cy="10" r="6.5" fill="#f4f4f4" stroke="#a8a8ae" />,
  eye: (
    <>
      <path
        d="M1.5 10S4.5 4.5 10 4.5 18.5 10 18.5 10 15.5 15.5 10 15.5 1.5 10 1.5 10z"
        {...line('currentcolor', 1.6)}
      />
      <circle cx="10" cy="10" r="2.6" fill="currentcolor" />
    </>
  ),
  page_facing_up: (
    <>
      <path d="M4.5 2h8l3.5 3.5V18h-11.5z" fill="#f4f4f4" stroke="#a8a8ae" stroke-linejoin="round" />
      <path d="M7 8h6M7 11h6M7 14h4" {...line('#8d8d95', 1.4)} />
    </>
  ),
  speech_balloon: <path d="M3 4h14v9H9.5L6 16v-3H3z" {...line('currentcolor', 1.6)} />,
}

export const isDrawn = (name: string): boolean => Object.hasOwn(drawn, name)

/** Beside words that say the same it is decoration; where it stands alone in a text it has its name. */
export const Sign = ({ name, label }: { name: string; label?: string }) => (
  <svg
    class="drawn-sign"
    viewBox="0 0 20 20"
    role={label === undefined ? undefined : 'img'}
    aria-label={label}
    aria-hidden={label === undefined ? 'true' : undefined}
  >
    {label === undefined ? null : <title>{label}</title>}
    {drawn[name]}
  </svg>
)
