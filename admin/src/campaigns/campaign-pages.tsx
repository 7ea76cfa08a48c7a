import { Skeleton } from '@mui/material'
import { useState } from 'react'
import { AccessDenied, Title, useCanAccess, useGetOne, useGetRecordId } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import type { CampaignRecord } from '../providers/resources.ts'
import { CampaignEditor } from './campaign-editor.tsx'

/** The form of a campaign that is not there yet. */
export function CampaignCreate() {
  const words = useWords()
  const access = useCanAccess({ action: 'write', resource: 'campaigns' })
  if (access.isPending) return <Skeleton variant="rounded" height={320} />
  if (!access.canAccess) return <AccessDenied />
  return (
    <>
      <Title title={words('campaigns.newTitle')} />
      <CampaignEditor seen={null} onReload={() => undefined} />
    </>
  )
}

/** The form of a draft. Later readings, which could come amid typing, do not change it. */
export function CampaignEdit() {
  const words = useWords()
  const id = String(useGetRecordId())
  const access = useCanAccess({ action: 'write', resource: 'campaigns' })
  const { data, isFetching, error, refetch } = useGetOne<CampaignRecord>('campaigns', { id: Number(id) })
  const [opened, setOpened] = useState<CampaignRecord | null>(null)
  // While react-admin logs out, a refused read answers with an empty record.
  if (!opened && !isFetching && data?.body) setOpened(data)
  const reload = () => void refetch().then(({ data: fresh }) => setOpened(fresh ?? null))
  if (error && !opened) return <RefusalAlert failure={error} testId="campaign-open-failed" />
  if (access.isPending || !opened) return <Skeleton variant="rounded" height={320} />
  if (!access.canAccess || opened.state !== 'draft') return <AccessDenied />
  return (
    <>
      <Title title={words('campaigns.editTitle', { id })} />
      <CampaignEditor key={opened.revision} seen={opened} onReload={reload} />
    </>
  )
}
