const GRADIENTS: Record<string, readonly [string, string, string]> = {
  red: ['#ff9d8f', '#e0343f', '#7f0f27'],
  yellow: ['#fff6b8', '#f5cb2e', '#b07a0a'],
  orange: ['#ffd79a', '#f58a1f', '#a8470a'],
  gold: ['#fff0c2', '#efbe56', '#9a6420'],
  green: ['#b7f5c4', '#35b36b', '#0d5a3c'],
  ice: ['#f2ffff', '#7fd7f5', '#2b6bd0'],
  violet: ['#ffd9fb', '#c65cf0', '#5a1d9c'],
}

/** The gradients that the symbols are painted with; once on a page. */
export function SymbolDefs() {
  return (
    <svg aria-hidden="true" className="absolute size-0">
      <defs>
        {Object.entries(GRADIENTS).map(([name, [light, middle, deep]]) => (
          <radialGradient key={name} id={`paint-${name}`} cx="0.35" cy="0.25" r="0.95">
            <stop offset="0" stopColor={light} />
            <stop offset="0.45" stopColor={middle} />
            <stop offset="1" stopColor={deep} />
          </radialGradient>
        ))}
      </defs>
    </svg>
  )
}
