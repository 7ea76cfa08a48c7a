import { Box, Button, Stack } from '@mui/material'
import { useState } from 'react'
import { Link, Show, TopToolbar, useCanAccess, useNotify, useRecordContext, useRefresh } from 'react-admin'
import { ReasonDialog } from '../../access/reason-dialog.tsx'
import { Code } from '../../format/fields.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../../layout/facts.tsx'
import { SaveFileButton } from '../../players/save-file-button.tsx'
import type { PromoBatchRecord } from '../../providers/resources.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'
import { UsesTable } from './uses-table.tsx'

/** Codes that were made together: what they came to, who used them, and stopping them all. */
export function BatchShow() {
  const words = useWords()
  return (
    <Show title={words('batches.title')} actions={<TopToolbar />}>
      <BatchPage />
    </Show>
  )
}

function BatchPage() {
  const words = useWords()
  const batch = useRecordContext<PromoBatchRecord>()
  // While react-admin logs out, a refused read answers with an empty record.
  if (!batch?.createdAt) return null
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <Code>{batch.id}</Code>
        <Box sx={{ ml: 'auto' }}>
          <BatchButtons batch={batch} />
        </Box>
      </Box>
      <FiguresPanel batch={batch} />
      <Panel title={words('promos.uses')}>
        <UsesTable reference="promo-batch-uses" withCode />
      </Panel>
    </Stack>
  )
}

function FiguresPanel({ batch }: { batch: PromoBatchRecord }) {
  const words = useWords()
  const format = useFormat()
  return (
    <Panel title={words('batches.title')}>
      <Facts>
        <Fact name={words('batches.codes')}>
          {format.amount(batch.codes)}{' '}
          <Link
            to={`/promos?filter=${encodeURIComponent(JSON.stringify({ batchId: batch.id }))}&displayedFilters=${encodeURIComponent('{"batchId":true}')}`}
          >
            {words('batches.list')}
          </Link>
        </Fact>
        <Fact name={words('batches.live')}>
          <span data-testid="batch-live">{format.amount(batch.live)}</span>
        </Fact>
        <Fact name={words('batches.uses')}>{format.amount(batch.uses)}</Fact>
        <Fact name={words('batches.offWon')}>{format.amount(batch.offWon)}</Fact>
        <Fact name={words('batches.offGems')}>{format.amount(batch.offGems)}</Fact>
        <Fact name={words('resources.promos.fields.createdBy')}>{batch.createdBy}</Fact>
        <Fact name={words('resources.promos.fields.createdAt')}>{format.dateTime(batch.createdAt)}</Fact>
      </Facts>
    </Panel>
  )
}

function BatchButtons({ batch }: { batch: PromoBatchRecord }) {
  const words = useWords()
  const { exportPromos, exportPromoUses } = useAdminActions()
  const filter = { batchId: batch.id }
  return (
    <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap' }}>
      <SaveFileButton
        resource="promos"
        label={words('batches.codesFile')}
        testId="batch-codes-csv"
        fetchFile={() => exportPromos(filter)}
      />
      <SaveFileButton
        resource="promos"
        label={words('batches.usesFile')}
        testId="batch-uses-csv"
        fetchFile={() => exportPromoUses(filter)}
      />
      {batch.live > 0 ? <StopButton batch={batch} /> : null}
    </Stack>
  )
}

function StopButton({ batch: { id, live } }: { batch: PromoBatchRecord }) {
  const words = useWords()
  const format = useFormat()
  const notify = useNotify()
  const refresh = useRefresh()
  const { stopPromoBatch } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'promos' })
  const [open, setOpen] = useState(false)
  if (!canAccess) return null
  const confirm = async (reason: string) => {
    await stopPromoBatch(id, reason)
    notify(words('batches.stopped'), { type: 'success' })
    refresh()
  }
  return (
    <>
      <Button color="error" onClick={() => setOpen(true)} data-testid="batch-stop">
        {words('batches.stop')}
      </Button>
      {open ? (
        <ReasonDialog
          title={words('batches.stopTitle')}
          body={words('batches.stopBody', { live: format.amount(live) })}
          confirmLabel={words('batches.stop')}
          testId="batch-stop-confirm"
          harmful
          onConfirm={confirm}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
