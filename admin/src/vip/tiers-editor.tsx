import { type AdminVipReply, MAX_VIP_TIERS, type VipDryRunReply, type VipTerms } from '@casino-club/shared'
import { Alert, Button, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useNotify } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useFormat } from '../format/use-format.ts'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { TierInputs } from './tier-inputs.tsx'
import { draftOf, type TierDraft, type TiersDraft, termsOf, tierAbove } from './tiers-draft.ts'

interface TiersEditorProps {
  readonly seen: AdminVipReply
  readonly onChanged: () => void
}

const NONE: TiersDraft = { maxDiscount: '50', tiers: [] }

/** The draft of the tiers: typed, tried, kept and published. */
export function TiersEditor({ seen, onChanged }: TiersEditorProps) {
  const words = useWords()
  const { canAccess: mayEdit } = useCanAccess({ action: 'edit', resource: 'vip' })
  const from = seen.draft ?? seen.live
  const [draft, setDraft] = useState<TiersDraft>(() => (from ? draftOf(from.terms) : NONE))
  const terms = termsOf(draft)
  const editTier = (index: number, change: Partial<TierDraft>) =>
    setDraft({ ...draft, tiers: draft.tiers.map((tier, at) => (at === index ? { ...tier, ...change } : tier)) })
  return (
    <Panel title={words('vip.tiers')}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }} data-testid="vip-state">
        {seen.live ? words('vip.live', { version: seen.live.version }) : words('vip.noLive')}{' '}
        {seen.draft ? words('vip.drafted', { version: seen.draft.version }) : ''}
      </Typography>
      <Stack spacing={2}>
        <TextField
          size="small"
          label={words('vip.maxDiscount')}
          helperText={words('vip.maxDiscountHelp')}
          value={draft.maxDiscount}
          onChange={(event) => setDraft({ ...draft, maxDiscount: event.target.value })}
          sx={{ maxWidth: 360 }}
        />
        {draft.tiers.map((tier, index) => (
          <TierInputs
            // biome-ignore lint/suspicious/noArrayIndexKey: a tier is known by its place while its id is typed
            key={index}
            tier={tier}
            index={index}
            onEdit={(change) => editTier(index, change)}
            onRemove={() => setDraft({ ...draft, tiers: draft.tiers.filter((_, at) => at !== index) })}
          />
        ))}
        <Button
          disabled={draft.tiers.length >= MAX_VIP_TIERS}
          onClick={() => setDraft({ ...draft, tiers: [...draft.tiers, tierAbove(draft)] })}
          sx={{ alignSelf: 'start' }}
        >
          {words('vip.addTier')}
        </Button>
        {terms === null ? <Alert severity="warning">{words('vip.wrong')}</Alert> : null}
        {mayEdit ? <Doings seen={seen} terms={terms} onChanged={onChanged} /> : null}
      </Stack>
    </Panel>
  )
}

function Doings({ seen, terms, onChanged }: TiersEditorProps & { readonly terms: VipTerms | null }) {
  const words = useWords()
  const notify = useNotify()
  const failureWords = useFailureWords()
  const { draftTiers, publishTiers, tryTiers } = useAdminActions()
  const { canAccess: mayPublish } = useCanAccess({ action: 'publish', resource: 'vip' })
  const [tried, setTried] = useState<VipDryRunReply | null>(null)
  const [publishing, setPublishing] = useState(false)
  const failed = (error: unknown) => notify(failureWords(error), { type: 'error' })
  const keep = () => {
    if (terms) draftTiers(seen.revision, terms).then(onChanged, failed)
  }
  return (
    <>
      {tried ? <Tried tried={tried} /> : null}
      <Stack direction="row" spacing={1}>
        <Button
          disabled={terms === null}
          onClick={() => terms && tryTiers(terms).then(setTried, failed)}
          data-testid="vip-try"
        >
          {words('vip.try')}
        </Button>
        <Button disabled={terms === null} onClick={keep} data-testid="vip-keep">
          {words('vip.keep')}
        </Button>
        {mayPublish ? (
          <Button disabled={seen.draft === null} onClick={() => setPublishing(true)} data-testid="vip-publish-open">
            {words('vip.publish')}
          </Button>
        ) : null}
      </Stack>
      {publishing ? (
        <ReasonDialog
          title={words('vip.publishTitle')}
          body={words('vip.publishBody')}
          confirmLabel={words('vip.publish')}
          testId="vip-publish"
          onConfirm={async (reason) => {
            await publishTiers(seen.revision, reason)
            onChanged()
          }}
          onClose={() => setPublishing(false)}
        />
      ) : null}
    </>
  )
}

/** Who would move by what was tried, and what is wrong with it. */
function Tried({ tried: { problems, looked, moves } }: { tried: VipDryRunReply }) {
  const words = useWords()
  const format = useFormat()
  const none = words('vip.none')
  return (
    <Alert severity={problems.length > 0 ? 'warning' : 'info'} data-testid="vip-tried">
      {problems.map(({ code, tier }) => (
        <p key={`${code} ${tier}`}>{words(`vip.problems.${code}`, { tier: tier + 1 })}</p>
      ))}
      <p>{words('vip.looked', { players: format.amount(looked) })}</p>
      {moves.map(({ from, to, players }) => (
        <p key={`${from} ${to}`}>
          {from ?? none} → {to ?? none}: {format.amount(players)}
        </p>
      ))}
    </Alert>
  )
}
