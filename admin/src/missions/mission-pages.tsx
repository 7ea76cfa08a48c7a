import { Skeleton } from '@mui/material'
import { useState } from 'react'
import { AccessDenied, Title, useCanAccess, useGetOne, useGetRecordId } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import type { MissionRecord } from '../providers/resources.ts'
import { MissionEditor } from './mission-editor.tsx'

/** The form of a mission that is not there yet. */
export function MissionCreate() {
  const words = useWords()
  const access = useCanAccess({ action: 'edit', resource: 'missions' })
  if (access.isPending) return <Skeleton variant="rounded" height={320} />
  if (!access.canAccess) return <AccessDenied />
  return (
    <>
      <Title title={words('missions.new')} />
      <MissionEditor seen={null} onReload={() => undefined} />
    </>
  )
}

/** The draft of a mission, or the beginning of its next one. Later readings, which could come amid typing, do not change it. */
export function MissionEdit() {
  const words = useWords()
  const id = String(useGetRecordId())
  const access = useCanAccess({ action: 'edit', resource: 'missions' })
  const { data, isFetching, error, refetch } = useGetOne<MissionRecord>('missions', { id })
  const [opened, setOpened] = useState<MissionRecord | null>(null)
  // While react-admin logs out, a refused read answers with an empty record.
  if (!opened && !isFetching && data?.versions) setOpened(data)
  const reload = () => void refetch().then(({ data: fresh }) => setOpened(fresh ?? null))
  if (error && !opened) return <RefusalAlert failure={error} testId="mission-open-failed" />
  if (access.isPending || !opened) return <Skeleton variant="rounded" height={320} />
  if (!access.canAccess) return <AccessDenied />
  return (
    <>
      <Title title={words('missions.editTitle', { id })} />
      <MissionEditor key={opened.revision} seen={opened} onReload={reload} />
    </>
  )
}
