import type { ReactNode } from 'react'

const shine = 'rgb(255 255 255 / 0.55)'

const Leaf = () => <path d="M50 22c8-14 24-16 32-12-4 12-18 18-32 12Z" fill="url(#paint-green)" />

/** The drawings of the symbols the club ships with, in a box of 100 by 100. */
export const DRAWINGS: Readonly<Record<string, ReactNode>> = {
  cherry: (
    <>
      <path
        d="M32 62C36 40 46 26 62 16M68 66C68 46 66 32 62 16"
        fill="none"
        stroke="#3f9d5d"
        strokeWidth="5"
        strokeLinecap="round"
      />
      <path d="M62 16c6-9 20-10 28-4-5 9-17 12-28 4Z" fill="url(#paint-green)" />
      <circle cx="31" cy="70" r="19" fill="url(#paint-red)" />
      <circle cx="69" cy="73" r="19" fill="url(#paint-red)" />
      <path
        d="M20 66c2-6 6-9 11-10M58 69c2-6 6-9 11-10"
        stroke={shine}
        strokeWidth="4"
        strokeLinecap="round"
        fill="none"
      />
    </>
  ),
  lemon: (
    <>
      <path
        d="M12 60c-2-24 22-40 44-36 8 1 12-2 18-4 4-1 8 2 7 7-2 6-1 9 2 16 8 22-10 42-34 41-10 0-13 3-19 6-5 2-9-2-8-7 1-8-9-9-10-23Z"
        fill="url(#paint-yellow)"
      />
      <path d="M26 50c4-10 12-15 22-16" stroke={shine} strokeWidth="5" strokeLinecap="round" fill="none" />
      <path d="M72 24c2-10 10-14 18-13 0 9-8 15-18 13Z" fill="url(#paint-green)" />
    </>
  ),
  orange: (
    <>
      <circle cx="50" cy="57" r="33" fill="url(#paint-orange)" />
      <Leaf />
      <path d="M46 24c2 3 6 3 8 0" stroke="#7a3a08" strokeWidth="4" strokeLinecap="round" fill="none" />
      <path d="M28 50c3-8 8-12 15-14" stroke={shine} strokeWidth="5" strokeLinecap="round" fill="none" />
      <g fill="#a8470a" opacity="0.5">
        <circle cx="60" cy="60" r="1.8" />
        <circle cx="52" cy="70" r="1.8" />
        <circle cx="66" cy="72" r="1.8" />
        <circle cx="44" cy="60" r="1.8" />
      </g>
    </>
  ),
  bell: (
    <>
      <circle cx="50" cy="82" r="9" fill="url(#paint-orange)" />
      <path
        d="M50 12c4 0 6 3 6 7 14 3 20 15 20 30 0 13 4 18 9 23 3 3 1 8-3 8H18c-4 0-6-5-3-8 5-5 9-10 9-23 0-15 6-27 20-30 0-4 2-7 6-7Z"
        fill="url(#paint-gold)"
      />
      <path d="M34 56c0-14 3-22 11-27" stroke={shine} strokeWidth="5" strokeLinecap="round" fill="none" />
      <path d="M20 72h60" stroke="#8a5a1a" strokeWidth="3" opacity="0.55" />
    </>
  ),
  clover: (
    <>
      <path d="M51 54c2 14 6 26 16 36" stroke="#1f7d4d" strokeWidth="6" strokeLinecap="round" fill="none" />
      {[0, 90, 180, 270].map((turn) => (
        <path
          key={turn}
          transform={`rotate(${turn + 45} 50 47)`}
          d="M50 47C34 40 30 24 40 18c6-4 10 1 10 5 0-4 4-9 10-5 10 6 6 22-10 29Z"
          fill="url(#paint-green)"
        />
      ))}
      <circle cx="50" cy="47" r="4" fill="#d9ffe4" opacity="0.8" />
    </>
  ),
  diamond: (
    <>
      <path d="M28 20h44l18 22-40 44L10 42Z" fill="url(#paint-ice)" />
      <path
        d="M28 20 34 42 50 86 66 42 72 20M10 42h80M34 42 50 20 66 42"
        fill="none"
        stroke="#fff"
        strokeOpacity="0.6"
        strokeWidth="2.5"
        strokeLinejoin="round"
      />
      <path d="M28 20 34 42H10Z" fill="#fff" opacity="0.28" />
      <path d="M66 42h24L50 86Z" fill="#173a94" opacity="0.28" />
    </>
  ),
  seven: (
    <>
      <path
        d="M20 16h62v16C64 48 54 66 52 88H32c2-22 12-40 27-54H36v10H20Z"
        fill="url(#paint-violet)"
        stroke="#ffe3a3"
        strokeWidth="3.5"
        strokeLinejoin="round"
      />
      <path d="M28 23h44" stroke={shine} strokeWidth="4" strokeLinecap="round" />
    </>
  ),
}
