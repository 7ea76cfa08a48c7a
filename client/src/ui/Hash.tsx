/** A fingerprint or seed in full, in small fixed-width letters that may break anywhere. */
export function Hash({ children }: { children: string }) {
  return (
    <code className="block rounded-xl bg-black/35 px-3 py-2 font-mono text-xs leading-5 break-all text-mist select-all">
      {children}
    </code>
  )
}

/** A row of a list of facts. */
export function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-b border-white/5 py-2.5 last:border-0">
      <dt className="text-sm text-mist">{name}</dt>
      <dd className="min-w-0 text-right font-medium tabular-nums">{children}</dd>
    </div>
  )
}
