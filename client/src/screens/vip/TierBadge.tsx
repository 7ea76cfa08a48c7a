import type { VipBadge } from '@casino-club/shared'

const COLORS: Record<VipBadge, string> = {
  bronze: '#c98a5a',
  silver: '#c3ccd6',
  gold: '#e6bf63',
  platinum: '#9fd8d4',
  diamond: '#b7b8ff',
}

/** The sign of a tier beside its name: the name says it, the shape only repeats it. */
export function TierBadge({ badge, name }: { badge: VipBadge; name: string }) {
  return (
    <span className="inline-flex items-center gap-2 font-semibold" data-testid="tier-badge" data-badge={badge}>
      <svg aria-hidden="true" viewBox="0 0 24 24" className="size-6 shrink-0">
        <path
          d="M12 2l8 4v6c0 5-3.4 8.4-8 10-4.6-1.6-8-5-8-10V6z"
          fill={COLORS[badge]}
          fillOpacity="0.25"
          stroke={COLORS[badge]}
          strokeWidth="1.5"
        />
        <path d="M12 7l1.6 3.2 3.4.5-2.5 2.4.6 3.4-3.1-1.6-3.1 1.6.6-3.4L7 10.7l3.4-.5z" fill={COLORS[badge]} />
      </svg>
      {name}
    </span>
  )
}
