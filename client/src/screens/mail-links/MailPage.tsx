import type { ReactNode } from 'react'
import { PublicLayout } from '../../layout/PublicLayout.tsx'

/** The frame of a page that a mail leads to: one thing to do. */
export function MailPage({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <PublicLayout>
      <div className="glass mx-auto w-full max-w-md rounded-[2rem] p-6 sm:p-8">
        <h1 className="gold-text mb-4 inline-block text-3xl">{title}</h1>
        {lead && <p className="mb-5 text-sm text-mist">{lead}</p>}
        {children}
      </div>
    </PublicLayout>
  )
}
