import type { NotificationSettingsBody } from '@casino-club/shared'
import type { ReactNode } from 'react'

/** The settings as they are being changed. */
export type Wishes = Omit<NotificationSettingsBody, 'seenRevision'>

interface CheckProps {
  readonly name: string
  readonly checked: boolean
  readonly disabled?: boolean
  readonly children: ReactNode
  set(next: boolean): void
}

/** One thing that is on or off. */
export function Check({ name, checked, disabled = false, set, children }: CheckProps) {
  return (
    <label className="flex min-h-10 cursor-pointer items-center gap-3">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => set(event.target.checked)}
        className="size-4 shrink-0 accent-gold"
        data-testid={`notification-${name}`}
      />
      <span className="min-w-0">{children}</span>
    </label>
  )
}
