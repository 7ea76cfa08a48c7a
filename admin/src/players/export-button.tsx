import type { ComponentProps } from 'react'
import { useListContext } from 'react-admin'
import type { ExportedFile } from '../providers/admin-actions.ts'
import { SaveFileButton } from './save-file-button.tsx'

interface ExportButtonProps {
  readonly resource: ComponentProps<typeof SaveFileButton>['resource']
  readonly fetchFile: (filter: Readonly<Record<string, unknown>>) => Promise<ExportedFile>
}

/** Saves all that match the list's filters, written by the server, not only the page that is shown. */
export function ExportButton({ resource, fetchFile }: ExportButtonProps) {
  const { filterValues } = useListContext()
  return <SaveFileButton resource={resource} fetchFile={() => fetchFile(filterValues)} />
}
