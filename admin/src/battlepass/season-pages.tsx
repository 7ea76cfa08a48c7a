import { Skeleton } from '@mui/material'
import { useState } from 'react'
import { AccessDenied, Title, useCanAccess, useGetOne, useGetRecordId } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import type { SeasonRecord } from '../providers/resources.ts'
import { SeasonEditor } from './season-editor.tsx'

/** The form of a season that is not there yet. */
export function SeasonCreate() {
  const words = useWords()
  const access = useCanAccess({ action: 'edit', resource: 'battlepass' })
  if (access.isPending) return <Skeleton variant="rounded" height={320} />
  if (!access.canAccess) return <AccessDenied />
  return (
    <>
      <Title title={words('battlepass.new')} />
      <SeasonEditor seen={null} onReload={() => undefined} />
    </>
  )
}

/** The draft of a season, or the beginning of its next one. Later readings, which could come amid typing, do not change it. */
export function SeasonEdit() {
  const words = useWords()
  const id = String(useGetRecordId())
  const access = useCanAccess({ action: 'edit', resource: 'battlepass' })
  const { data, isFetching, error, refetch } = useGetOne<SeasonRecord>('battlepass', { id })
  const [opened, setOpened] = useState<SeasonRecord | null>(null)
  // While react-admin logs out, a refused read answers with an empty record.
  if (!opened && !isFetching && data?.versions) setOpened(data)
  const reload = () => void refetch().then(({ data: fresh }) => setOpened(fresh ?? null))
  if (error && !opened) return <RefusalAlert failure={error} testId="season-open-failed" />
  if (access.isPending || !opened) return <Skeleton variant="rounded" height={320} />
  if (!access.canAccess) return <AccessDenied />
  return (
    <>
      <Title title={words('battlepass.editTitle', { id })} />
      <SeasonEditor key={opened.revision} seen={opened} onReload={reload} />
    </>
  )
}
