import type { ReactNode } from 'react'

function Icon({ children, className = 'size-5' }: { children: ReactNode; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  )
}

export const HomeIcon = () => (
  <Icon>
    <path d="M4 11 12 4l8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1Z" />
  </Icon>
)
export const SlotIcon = () => (
  <Icon>
    <rect x="3" y="5" width="18" height="14" rx="3" />
    <path d="M9 5v14M15 5v14M3 12h18" />
  </Icon>
)
export const ShopIcon = () => (
  <Icon>
    <path d="M5 8h14l1 12H4ZM8.5 8V7a3.5 3.5 0 0 1 7 0v1" />
  </Icon>
)
export const MissionsIcon = () => (
  <Icon>
    <path d="M5 21V4h12l-2 4 2 4H5M3 21h4" />
  </Icon>
)
export const HistoryIcon = () => (
  <Icon>
    <path d="M4 12a8 8 0 1 0 3-6.2L4 8M4 4v4h4M12 8v4l3 2" />
  </Icon>
)
export const OddsIcon = () => (
  <Icon>
    <path d="M5 19 19 5M8 9.5A1.5 1.5 0 1 0 8 6.5a1.5 1.5 0 0 0 0 3ZM16 17.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z" />
  </Icon>
)
export const FairIcon = () => (
  <Icon>
    <path d="M12 3 5 6v5c0 4.5 3 8 7 10 4-2 7-5.5 7-10V6ZM9 12l2.2 2.2L15.5 10" />
  </Icon>
)
export const BellIcon = () => (
  <Icon>
    <path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15ZM10 21.5h4" />
  </Icon>
)
export const AccountIcon = () => (
  <Icon>
    <circle cx="12" cy="8" r="4" />
    <path d="M4.5 20c1-4 4-6 7.5-6s6.5 2 7.5 6" />
  </Icon>
)
export const SoundOnIcon = () => (
  <Icon>
    <path d="M4 10v4h3l5 4V6L7 10ZM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11" />
  </Icon>
)
export const SoundOffIcon = () => (
  <Icon>
    <path d="M4 10v4h3l5 4V6L7 10ZM16 10l5 5M21 10l-5 5" />
  </Icon>
)
export const GamesIcon = () => (
  <Icon>
    <rect x="3.5" y="3.5" width="7" height="7" rx="2" />
    <rect x="13.5" y="3.5" width="7" height="7" rx="2" />
    <rect x="3.5" y="13.5" width="7" height="7" rx="2" />
    <path d="m17 13 4 4-4 4-4-4Z" />
  </Icon>
)
export const GAME_ICONS = {
  dice: (
    <Icon>
      <rect x="4" y="4" width="16" height="16" rx="4" />
      <path d="M8.5 8.5h.01M15.5 8.5h.01M12 12h.01M8.5 15.5h.01M15.5 15.5h.01" strokeWidth="2.6" />
    </Icon>
  ),
  roulette: (
    <Icon>
      <circle cx="12" cy="12" r="9" />
      <circle cx="12" cy="12" r="4" />
      <path d="M12 3v5M12 16v5M3 12h5M16 12h5" />
    </Icon>
  ),
  rps: (
    <Icon>
      <circle cx="6.5" cy="7" r="2.5" />
      <circle cx="6.5" cy="17" r="2.5" />
      <path d="M8.5 8.7 20 18M8.5 15.3 20 6" />
    </Icon>
  ),
  gacha: (
    <Icon>
      <path d="M5 9a7 7 0 0 1 14 0v2H5ZM5 11v4a7 7 0 0 0 14 0v-4M10 13.5h4" />
    </Icon>
  ),
  crash: (
    <Icon>
      <path d="M3 20c8 0 13-5 16-14M14 6h5v5" />
    </Icon>
  ),
  match: (
    <Icon>
      <path d="M4 7h9l-3-3M20 17h-9l3 3M6 13v4M18 7v4" />
    </Icon>
  ),
  lottery: (
    <Icon>
      <path d="M4 7h16v3a2 2 0 0 0 0 4v3H4v-3a2 2 0 0 0 0-4ZM10 7v10M13.5 11h3M13.5 13.5h3" />
    </Icon>
  ),
}

const BALANCE = 'size-4 shrink-0'
export const CoinIcon = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true" className={BALANCE}>
    <circle cx="12" cy="12" r="10" fill="url(#paint-gold)" />
    <circle cx="12" cy="12" r="6.5" fill="none" stroke="#7a4d12" strokeOpacity="0.7" strokeWidth="1.6" />
    <path d="m12 8.5 3 3.5-3 3.5L9 12Z" fill="#7a4d12" fillOpacity="0.75" />
  </svg>
)
export const GemIcon = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true" className={BALANCE}>
    <path d="M7 4h10l4 6-9 11L3 10Z" fill="url(#paint-ice)" />
    <path d="M3 10h18M9 10l3 11 3-11-3-6Z" fill="none" stroke="#fff" strokeOpacity="0.5" />
  </svg>
)
export const TicketIcon = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true" className={BALANCE}>
    <path
      d="M3 7a1 1 0 0 1 1-1h16a1 1 0 0 1 1 1v3a2 2 0 0 0 0 4v3a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-3a2 2 0 0 0 0-4Z"
      fill="url(#paint-violet)"
    />
    <path d="M14 7v10" stroke="#fff" strokeOpacity="0.6" strokeDasharray="2 2" strokeWidth="1.5" />
  </svg>
)
export const StreakIcon = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true" className={BALANCE}>
    <path
      d="M13 2c1 4 6 6 6 12a7 7 0 0 1-14 0c0-3 1.5-5 3-6 0 2 .8 3 2 3.5C10 8 10.5 4.5 13 2Z"
      fill="url(#paint-orange)"
    />
    <path d="M12 13c.5 2 2.5 2.5 2.5 4.8a2.6 2.6 0 0 1-5.2 0c0-2 1.7-2.8 2.7-4.8Z" fill="#fff0c2" />
  </svg>
)
