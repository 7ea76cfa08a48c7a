import { Box, Button, Stack } from '@mui/material'
import { useState } from 'react'
import { Show, TopToolbar, useCanAccess, useNotify, useRecordContext, useRefresh } from 'react-admin'
import { ReasonDialog } from '../../access/reason-dialog.tsx'
import { Code } from '../../format/fields.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../../layout/facts.tsx'
import { RecordLink } from '../../layout/record-link.tsx'
import { SaveFileButton } from '../../players/save-file-button.tsx'
import type { PromoRecord } from '../../providers/resources.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'
import { EditPromoDialog } from './promo-dialog.tsx'
import { PromoBadge, usePromoWords } from './promo-list.tsx'
import { UsesTable } from './uses-table.tsx'

/** A code: its terms, and who used it for what. */
export function PromoShow() {
  return (
    <Show title={<PromoTitle />} actions={<TopToolbar />}>
      <PromoPage />
    </Show>
  )
}

function PromoTitle() {
  return <span>{useRecordContext<PromoRecord>()?.code ?? ''}</span>
}

function PromoPage() {
  const words = useWords()
  const promo = useRecordContext<PromoRecord>()
  // While react-admin logs out, a refused read answers with an empty record.
  if (!promo?.state) return null
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <Code>{promo.code}</Code>
        <PromoBadge state={promo.state} />
        <Box sx={{ ml: 'auto' }}>
          <PromoButtons promo={promo} />
        </Box>
      </Box>
      <TermsPanel promo={promo} />
      <Panel title={words('promos.uses')}>
        <UsesTable reference="promo-uses" />
      </Panel>
    </Stack>
  )
}

function TermsPanel({ promo }: { promo: PromoRecord }) {
  const words = useWords()
  const format = useFormat()
  const off = usePromoWords()
  const most = promo.maxUses === null ? words('promos.unlimited') : format.amount(promo.maxUses)
  const time = (instant: string | null) => (instant ? format.dateTime(instant) : '–')
  return (
    <Panel title={words('promos.terms')}>
      <Facts>
        <Fact name={words('resources.promos.fields.value')}>{off(promo)}</Fact>
        <Fact name={words('promos.currency')}>
          {promo.currency ? words(`promos.currencies.${promo.currency}`) : words('promos.either')}
        </Fact>
        <Fact name={words('promos.minAmount')}>{format.amount(promo.minAmount)}</Fact>
        <Fact name={words('promos.maxDiscount')}>
          {promo.maxDiscount === null ? '–' : format.amount(promo.maxDiscount)}
        </Fact>
        <Fact name={words('promos.skus')}>{promo.skus?.join(', ') ?? words('promos.anyProduct')}</Fact>
        <Fact name={words('resources.promos.fields.used')}>
          <span data-testid="promo-used">{`${format.amount(promo.used)} / ${most}`}</span>
        </Fact>
        <Fact name={words('promos.perUser')}>{promo.perUser}</Fact>
        <Fact name={words('promos.startsAt')}>{time(promo.startsAt)}</Fact>
        <Fact name={words('promos.endsAt')}>{time(promo.endsAt)}</Fact>
        <Fact name={words('promos.note')}>{promo.note || '–'}</Fact>
        <Fact name={words('resources.promos.fields.batchId')}>
          {promo.batchId ? (
            <RecordLink resource="promo-batches" id={promo.batchId}>
              {promo.batchId}
            </RecordLink>
          ) : (
            '–'
          )}
        </Fact>
        <Fact name={words('resources.promos.fields.createdBy')}>{promo.createdBy}</Fact>
      </Facts>
    </Panel>
  )
}

function PromoButtons({ promo }: { promo: PromoRecord }) {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'promos' })
  const [edited, setEdited] = useState<PromoRecord | null>(null)
  return (
    <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap' }}>
      <UsesFileButton promo={promo} />
      {canAccess && promo.state !== 'disabled' ? (
        <>
          <Button onClick={() => setEdited(promo)} data-testid="promo-edit">
            {words('promos.edit')}
          </Button>
          {promo.state === 'expired' ? null : <EndButton promo={promo} how="end" />}
          <EndButton promo={promo} how="disable" />
        </>
      ) : null}
      {edited ? <EditPromoDialog promo={edited} onClose={() => setEdited(null)} /> : null}
    </Stack>
  )
}

function UsesFileButton({ promo }: { promo: PromoRecord }) {
  const words = useWords()
  const { exportPromoUses } = useAdminActions()
  return (
    <SaveFileButton
      resource="promos"
      label={words('promos.usesFile')}
      testId="promo-uses-csv"
      fetchFile={() => exportPromoUses({ promoId: promo.id })}
    />
  )
}

function EndButton({ promo, how }: { promo: PromoRecord; how: 'end' | 'disable' }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { endPromo } = useAdminActions()
  const [open, setOpen] = useState(false)
  const confirm = async (reason: string) => {
    await endPromo(promo.id, how, reason)
    notify(words('promos.saved'), { type: 'success' })
    refresh()
  }
  return (
    <>
      <Button color="error" onClick={() => setOpen(true)} data-testid={`promo-${how}`}>
        {words(`promos.acts.${how}.button`)}
      </Button>
      {open ? (
        <ReasonDialog
          title={words(`promos.acts.${how}.title`)}
          body={words(`promos.acts.${how}.body`)}
          confirmLabel={words(`promos.acts.${how}.button`)}
          testId={`promo-${how}-confirm`}
          harmful
          onConfirm={confirm}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
