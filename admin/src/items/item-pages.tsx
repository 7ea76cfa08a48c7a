import { Box, Paper, Skeleton } from '@mui/material'
import { useState } from 'react'
import { AccessDenied, Title, useCanAccess, useGetOne, useGetRecordId } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import type { CatalogueEntry } from '../providers/resources.ts'
import { draftOf } from './item-draft.ts'
import { ItemEditor } from './item-editor.tsx'
import { ItemInputs } from './item-inputs.tsx'

/** The form of an item that is not there yet. */
export function ItemCreate() {
  const words = useWords()
  const access = useCanAccess({ action: 'edit', resource: 'items' })
  if (access.isPending) return <Skeleton variant="rounded" height={320} />
  if (!access.canAccess) return <AccessDenied />
  return (
    <>
      <Title title={words('items.newTitle')} />
      <ItemEditor seen={null} onReload={() => undefined} />
    </>
  )
}

/** The form of an item as it is on the server now; who may not change it sees it and cannot type. Later readings, which could come amid typing, do not change it. */
export function ItemEdit() {
  const words = useWords()
  const id = String(useGetRecordId())
  const access = useCanAccess({ action: 'edit', resource: 'items' })
  const { data, isFetching, error, refetch } = useGetOne<CatalogueEntry>('items', { id })
  const [opened, setOpened] = useState<CatalogueEntry | null>(null)
  // While react-admin logs out, a refused read answers with an empty record.
  if (!opened && !isFetching && data?.name) setOpened(data)
  const reload = () => void refetch().then(({ data: fresh }) => setOpened(fresh ?? null))
  if (error && !opened) return <RefusalAlert failure={error} testId="item-open-failed" />
  if (access.isPending || !opened) return <Skeleton variant="rounded" height={320} />
  return (
    <>
      <Title title={words('items.editTitle', { id })} />
      {access.canAccess ? (
        <ItemEditor key={`${opened.id}-${opened.version}`} seen={opened} onReload={reload} />
      ) : (
        <ItemFacts item={opened} />
      )}
    </>
  )
}

const NOTHING_WRONG: ReadonlySet<never> = new Set()

function ItemFacts({ item }: { item: CatalogueEntry }) {
  return (
    <Paper sx={{ p: 2.5, mt: 2 }} data-testid="item-facts">
      <Box component="fieldset" disabled sx={{ border: 0, p: 0, m: 0 }}>
        <ItemInputs draft={draftOf(item)} wrong={NOTHING_WRONG} asNew={false} onEdit={() => undefined} />
      </Box>
    </Paper>
  )
}
