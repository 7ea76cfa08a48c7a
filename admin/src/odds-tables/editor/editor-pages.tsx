import { Alert, Skeleton, Stack } from '@mui/material'
import { useState } from 'react'
import { AccessDenied, Title, useCanAccess, useGetOne, useGetRecordId, useLocation } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'
import type { OddsVersion } from '../../providers/resources.ts'
import { RefusalAlert } from '../refusal-alert.tsx'
import { OddsEditor } from './odds-editor.tsx'

/** A new draft that begins with the table of the version named by `?from=`. */
export function OddsCreate() {
  const words = useWords()
  const { search } = useLocation()
  const from = new URLSearchParams(search).get('from')
  if (!from) return <Alert severity="info">{words('odds.editor.noSource')}</Alert>
  return <EditorPage key={from} id={from} asNew />
}

/** A draft that was kept, to be changed. */
export function OddsEdit() {
  const id = String(useGetRecordId())
  return <EditorPage key={id} id={id} asNew={false} />
}

function EditorPage({ id, asNew }: { id: string; asNew: boolean }) {
  const words = useWords()
  const access = useCanAccess({ action: 'edit', resource: 'odds-tables' })
  const { opened, failure } = useOpened(id)
  if (!access.isPending && !access.canAccess) return <AccessDenied />
  if (failure && !opened) return <RefusalAlert failure={failure} testId="odds-open-failed" />
  if (access.isPending || !opened) return <EditorSkeleton />
  const game = words(`games.${opened.game}`)
  const title = words(asNew ? 'odds.editor.newTitle' : 'odds.editor.editTitle', { game, version: opened.version })
  return (
    <>
      <Title title={title} />
      {asNew || opened.status === 'draft' ? (
        <OddsEditor opened={opened} asNew={asNew} />
      ) : (
        <Alert severity="info">{words('odds.editor.notDraft')}</Alert>
      )}
    </>
  )
}

/** The version as it is on the server now. Later readings, which could come amid typing, do not change it. */
function useOpened(id: string) {
  const { data, isFetching, error } = useGetOne<OddsVersion>('odds-tables', { id })
  const [opened, setOpened] = useState<OddsVersion | null>(null)
  // While react-admin logs out, a refused read answers with an empty record.
  if (!opened && !isFetching && data?.analysis) setOpened(data)
  return { opened, failure: error }
}

function EditorSkeleton() {
  return (
    <Stack spacing={2} sx={{ pt: 2 }} aria-busy>
      <Skeleton variant="rounded" height={320} />
      <Skeleton variant="rounded" height={160} />
    </Stack>
  )
}
