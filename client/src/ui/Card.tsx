import type { ReactNode } from 'react'

/** A glass panel; with a title it is a named region. */
export function Card({
  title,
  lead,
  className = '',
  children,
}: {
  title?: string
  lead?: string
  className?: string
  children: ReactNode
}) {
  const look = `glass min-w-0 rounded-3xl p-5 sm:p-6 ${className}`
  if (!title) return <div className={look}>{children}</div>
  return (
    <section className={look} aria-label={title}>
      <h2 className="text-xl">{title}</h2>
      {lead && <p className="mt-1 text-sm text-mist">{lead}</p>}
      <div className="mt-4">{children}</div>
    </section>
  )
}

/** The head of a screen. */
export function ScreenTitle({ title, lead }: { title: string; lead?: string }) {
  return (
    <header className="mb-6">
      <h1 className="gold-text inline-block text-3xl sm:text-4xl">{title}</h1>
      {lead && <p className="mt-2 max-w-3xl text-mist">{lead}</p>}
    </header>
  )
}
