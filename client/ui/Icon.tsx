/** Signs are drawn, not fonts; each stands beside its word or its control has a name, so they are hidden from speech. */
import type { ReactNode } from 'react'

const line = (width = 1.6) => ({ fill: 'none', stroke: 'currentColor', strokeWidth: width })

const SHAPES = {
  support: (
    <path
      fill="currentColor"
      fillRule="evenodd"
      d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM4 8.4 6.9 11.3 12.1 5.6 11 4.6 6.8 9.1 5.1 7.3z"
    />
  ),
  oppose: (
    <path
      fill="currentColor"
      fillRule="evenodd"
      d="M3 1.5h10A1.5 1.5 0 0 1 14.5 3v10a1.5 1.5 0 0 1-1.5 1.5H3A1.5 1.5 0 0 1 1.5 13V3A1.5 1.5 0 0 1 3 1.5zM5.2 4.1 4.1 5.2 6.9 8 4.1 10.8l1.1 1.1L8 9.1l2.8 2.8 1.1-1.1L9.1 8l2.8-2.8-1.1-1.1L8 6.9z"
    />
  ),
  abstain: (
    <path
      fill="currentColor"
      fillRule="evenodd"
      d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.6a5.4 5.4 0 1 1 0 10.8A5.4 5.4 0 0 1 8 2.6zM4.5 7.1v1.8h7V7.1z"
    />
  ),
  stale: (
    <g {...line(1.7)}>
      <circle cx="8" cy="8" r="6.2" strokeDasharray="2.9 1.97" />
      <path d="M8 4.6V8l2.3 1.7" />
    </g>
  ),
  none: <circle cx="8" cy="8" r="5.2" {...line(1.3)} />,
  check: <path d="M3 8.5l3.3 3.3L13 4.8" {...line(2)} />,
  lock: (
    <g {...line()}>
      <rect x="2.8" y="7" width="10.4" height="7.2" rx="1.2" fill="currentColor" />
      <path d="M5 7V4.8a3 3 0 0 1 6 0V7" />
    </g>
  ),
  warn: (
    <g {...line(1.5)} strokeLinejoin="round">
      <path d="M8 2 1.7 13.5h12.6z" />
      <path d="M8 6.3v3.6M8 11v1.3" />
    </g>
  ),
  down: <path d="M4 6.3 8 10l4-3.7" {...line()} />,
  forward: <path d="M6 3.5 10.5 8 6 12.5" {...line()} />,
  clock: (
    <g {...line(1.5)}>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M8 4.5V8l2.5 1.5" />
    </g>
  ),
  device: <path d="M3 3h10v7H3zM1 12.8h14" {...line(1.5)} />,
  sync: <path d="M13.5 7A5.6 5.6 0 0 0 3.4 4.9M2.5 9a5.6 5.6 0 0 0 10.1 2.1M3 2v3.2h3.2M13 14v-3.2H9.8" {...line()} />,
  search: (
    <g {...line()}>
      <circle cx="7" cy="7" r="4.7" />
      <path d="m10.5 10.5 4 4" />
    </g>
  ),
  theme: (
    <path
      fill="currentColor"
      fillRule="evenodd"
      d="M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 8 1.2zm0 1.5v10.6A5.3 5.3 0 0 1 8 2.7z"
    />
  ),
  doc: <path d="M3.5 1.8h6l3 3v9.4h-9zM5.8 7.2h4.4M5.8 10h4.4" {...line(1.5)} strokeLinejoin="round" />,
  out: <path d="M8 10.5v-8M4.8 5.5 8 2.3l3.2 3.2M2.5 9.5v4h11v-4" {...line()} />,
  list: <path d="M2 4h2M6 4h8M2 8h2M6 8h8M2 12h2M6 12h8" {...line()} />,
  people: (
    <g {...line(1.5)}>
      <circle cx="6" cy="5.5" r="2.5" />
      <path d="M1.5 13.5c0-5 9-5 9 0M10.5 3.3a2.5 2.5 0 0 1 0 4.5M12 9.7c1.6.6 2.5 2 2.5 3.8" />
    </g>
  ),
  close: <path d="m3.5 3.5 9 9M12.5 3.5l-9 9" {...line()} />,
  more: (
    <g fill="currentColor">
      <circle cx="3" cy="8" r="1.5" />
      <circle cx="8" cy="8" r="1.5" />
      <circle cx="13" cy="8" r="1.5" />
    </g>
  ),
  undo: <path d="M5.5 3 2.5 6l3 3M2.8 6H10a3.5 3.5 0 0 1 0 7H6" {...line()} />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof SHAPES

export function Icon({ name, className }: { readonly name: IconName; readonly className?: string }) {
  return (
    <svg className={className ? `icon ${className}` : 'icon'} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {SHAPES[name]}
    </svg>
  )
}

/** The mark of the product: a text between square brackets, settled. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path
        d="M7 2.5H3v15h4M13 2.5h4v15h-4M7 10.3l2.3 2.3L13.4 7.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
      />
    </svg>
  )
}
