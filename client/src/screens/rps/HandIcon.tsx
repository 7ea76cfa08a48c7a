import type { RpsHand } from '@casino-club/shared'
import type { ReactNode } from 'react'

const SHAPES: Record<RpsHand, ReactNode> = {
  rock: (
    <path d="M14 30c0-4 3-6 6-6 1-3 4-4 7-3 2-3 7-3 9 0 4-1 7 1 7 5 4 1 6 4 6 9 0 11-7 17-17 17S14 44 14 34Z M24 25v9M34 24v9M42 27v7" />
  ),
  paper: (
    <path d="M20 54c-4-7-10-13-12-20-1-4 4-6 6-2l5 8V14c0-5 6-5 6 0v15-19c0-5 6-5 6 0v19-17c0-5 6-5 6 0v19-12c0-5 6-5 6 0v21c0 6-2 10-4 14Z" />
  ),
  scissors: (
    <path d="M20 54c-5-5-7-11-6-17 1-4 4-6 8-6L14 12c-2-5 4-7 6-3l9 20 6-21c2-5 8-3 6 2l-5 22c6 0 9 4 9 9 0 6-3 10-7 13Z M24 40h12" />
  ),
}

/** A hand, without words; who shows it also says it. */
export function HandIcon({ hand, className }: { hand: RpsHand; className: string }) {
  return (
    <svg
      viewBox="0 0 60 60"
      aria-hidden="true"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="2.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {SHAPES[hand]}
    </svg>
  )
}
