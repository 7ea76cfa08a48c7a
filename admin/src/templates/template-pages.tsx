import { Skeleton } from '@mui/material'
import { useState } from 'react'
import { AccessDenied, Title, useCanAccess, useGetOne, useGetRecordId } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import type { TemplateRecord } from '../providers/letter-actions.ts'
import { TemplateEditor } from './template-editor.tsx'

/** The form of a message that is not there yet. */
export function TemplateCreate() {
  const words = useWords()
  const access = useCanAccess({ action: 'edit', resource: 'templates' })
  if (access.isPending) return <Skeleton variant="rounded" height={320} />
  if (!access.canAccess) return <AccessDenied />
  return (
    <>
      <Title title={words('templates.newTitle')} />
      <TemplateEditor seen={null} mayEdit onChanged={() => undefined} />
    </>
  )
}

/** A message with its draft. Later readings, which could come amid typing, do not change the form. */
export function TemplateEdit() {
  const words = useWords()
  const id = String(useGetRecordId())
  const access = useCanAccess({ action: 'edit', resource: 'templates' })
  const { data, isFetching, error, refetch } = useGetOne<TemplateRecord>('templates', { id })
  const [opened, setOpened] = useState<TemplateRecord | null>(null)
  // While react-admin logs out, a refused read answers with an empty record.
  if (!opened && !isFetching && data?.versions) setOpened(data)
  const reload = () => void refetch().then(({ data: fresh }) => setOpened(fresh ?? null))
  if (error && !opened) return <RefusalAlert failure={error} testId="template-open-failed" />
  if (access.isPending || !opened) return <Skeleton variant="rounded" height={320} />
  return (
    <>
      <Title title={words('templates.editTitle', { id })} />
      <TemplateEditor key={opened.revision} seen={opened} mayEdit={access.canAccess === true} onChanged={reload} />
    </>
  )
}
