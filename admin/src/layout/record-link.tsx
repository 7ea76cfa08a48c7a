import type { MouseEvent, ReactNode } from 'react'
import { Link } from 'react-admin'

interface RecordLinkProps {
  readonly resource: string
  readonly id: string | number
  /** A tab of the page, like `/history`. */
  readonly path?: string
  readonly children: ReactNode
}

/** A link to a record's page, so that a row that opens by a click can be opened by keyboard and in a new tab, too. */
export function RecordLink({ resource, id, path = '', children }: RecordLinkProps) {
  return (
    <Link
      to={`/${resource}/${encodeURIComponent(String(id))}/show${path}`}
      onClick={(event: MouseEvent) => event.stopPropagation()}
    >
      {children}
    </Link>
  )
}
