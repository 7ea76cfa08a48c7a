import type { StagePicture as Picture } from '@casino-club/shared'
import type { ReactNode } from 'react'

/** Neutral drawings of our own: all that the repository ships. */
const DRAWINGS: Record<Picture, ReactNode> = {
  curtain: (
    <>
      <path d="M0 0h160v90H0z" fill="#2a1626" />
      {[0, 20, 40, 60, 80, 100, 120, 140].map((x) => (
        <path key={x} d={`M${x} 0q14 45 0 90h12q10-45 0-90z`} fill="#7d2f4d" />
      ))}
    </>
  ),
  lantern: (
    <>
      <path d="M0 0h160v90H0z" fill="#15202b" />
      {[40, 80, 120].map((x) => (
        <g key={x}>
          <path d={`M${x} 0v30`} stroke="#e6bf63" />
          <ellipse cx={x} cy="45" rx="14" ry="17" fill="#e08a4a" />
          <path d={`M${x - 8} 30h16M${x - 8} 62h16`} stroke="#e6bf63" strokeWidth="3" />
        </g>
      ))}
    </>
  ),
  skyline: (
    <>
      <path d="M0 0h160v90H0z" fill="#101a33" />
      <circle cx="128" cy="22" r="10" fill="#f0e6c8" />
      <path d="M0 90V60h22V44h18v22h20V34h24v34h20V50h22v18h34v22z" fill="#35507a" />
    </>
  ),
}

export function StagePicture({ picture, label }: { picture: Picture; label: string }) {
  return (
    <svg role="img" aria-label={label} viewBox="0 0 160 90" className="w-full rounded-2xl" data-picture={picture}>
      {DRAWINGS[picture]}
    </svg>
  )
}
