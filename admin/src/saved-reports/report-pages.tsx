import type { SavedReport } from '@casino-club/shared'
import { Skeleton } from '@mui/material'
import { useState } from 'react'
import { AccessDenied, Title, useCanAccess, useGetOne, useGetRecordId } from 'react-admin'
import { useSearchParams } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import { draftOfAddress, draftOfReport } from './report-draft.ts'
import { ReportEditor } from './report-editor.tsx'

/** The form of a report that is not saved yet; it begins with what the address asks. */
export function SavedReportCreate() {
  const words = useWords()
  const [address] = useSearchParams()
  const access = useCanAccess({ action: 'save', resource: 'analytics' })
  if (access.isPending) return <Skeleton variant="rounded" height={320} />
  if (!access.canAccess) return <AccessDenied />
  return (
    <>
      <Title title={words('savedReports.new')} />
      <ReportEditor seen={null} begin={draftOfAddress(address, Date.now())} onReload={() => undefined} />
    </>
  )
}

/** The form of a saved report. Later readings, which could come amid typing, do not change it. */
export function SavedReportEdit() {
  const words = useWords()
  const id = Number(useGetRecordId())
  const access = useCanAccess({ action: 'save', resource: 'analytics' })
  const { data, isFetching, error, refetch } = useGetOne<SavedReport>('saved-reports', { id })
  const [opened, setOpened] = useState<SavedReport | null>(null)
  // While react-admin logs out, a refused read answers with an empty record.
  if (!opened && !isFetching && data?.ask) setOpened(data)
  const reload = () => void refetch().then(({ data: fresh }) => setOpened(fresh ?? null))
  if (error && !opened) return <RefusalAlert failure={error} testId="saved-report-open-failed" />
  if (access.isPending || !opened) return <Skeleton variant="rounded" height={320} />
  if (!access.canAccess) return <AccessDenied />
  return (
    <>
      <Title title={words('savedReports.editTitle', { name: opened.name })} />
      <ReportEditor key={opened.revision} seen={opened} begin={draftOfReport(opened, Date.now())} onReload={reload} />
    </>
  )
}
