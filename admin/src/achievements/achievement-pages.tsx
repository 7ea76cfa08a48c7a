import { Skeleton } from '@mui/material'
import { useState } from 'react'
import { AccessDenied, Title, useCanAccess, useGetOne, useGetRecordId } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import type { AchievementRow } from '../providers/resources.ts'
import { AchievementEditor } from './achievement-editor.tsx'

/** The form of an achievement that is not there yet. */
export function AchievementCreate() {
  const words = useWords()
  const access = useCanAccess({ action: 'edit', resource: 'achievements' })
  if (access.isPending) return <Skeleton variant="rounded" height={320} />
  if (!access.canAccess) return <AccessDenied />
  return (
    <>
      <Title title={words('achievements.new')} />
      <AchievementEditor seen={null} onReload={() => undefined} />
    </>
  )
}

/** The draft of an achievement, or the beginning of its next one. Later readings, which could come amid typing, do not change it. */
export function AchievementEdit() {
  const words = useWords()
  const id = String(useGetRecordId())
  const access = useCanAccess({ action: 'edit', resource: 'achievements' })
  const { data, isFetching, error, refetch } = useGetOne<AchievementRow>('achievements', { id })
  const [opened, setOpened] = useState<AchievementRow | null>(null)
  // While react-admin logs out, a refused read answers with an empty record.
  if (!opened && !isFetching && data?.body) setOpened(data)
  const reload = () => void refetch().then(({ data: fresh }) => setOpened(fresh ?? null))
  if (error && !opened) return <RefusalAlert failure={error} testId="achievement-open-failed" />
  if (access.isPending || !opened) return <Skeleton variant="rounded" height={320} />
  if (!access.canAccess) return <AccessDenied />
  return (
    <>
      <Title title={words('achievements.editTitle', { id })} />
      <AchievementEditor key={opened.revision} seen={opened} onReload={reload} />
    </>
  )
}
