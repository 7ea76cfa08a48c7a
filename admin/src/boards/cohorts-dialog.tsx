import { type CohortTerms, cohortTermsSchema } from '@casino-club/shared'
import { Alert, Button, Checkbox, FormControlLabel, TextField } from '@mui/material'
import { useState } from 'react'
import { useGetManyReference, useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useFormat } from '../format/use-format.ts'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import type { CohortTermsRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

const NUMBERS = ['size', 'tiers', 'promoted', 'demoted', 'promotedCoins', 'stayedCoins'] as const
const FIRST: CohortTerms = {
  ...{ enabled: true, size: 30, tiers: 5, promoted: 5, demoted: 5, promotedCoins: 500, stayedCoins: 0 },
}

type Draft = { readonly enabled: boolean } & Readonly<Record<(typeof NUMBERS)[number], string>>
const draftOf = (terms: CohortTerms): Draft => ({
  enabled: terms.enabled,
  ...(Object.fromEntries(NUMBERS.map((name) => [name, `${terms[name]}`])) as Record<(typeof NUMBERS)[number], string>),
})

function termsOf(draft: Draft): CohortTerms | null {
  const whole = (typed: string) => (/^\d{1,8}$/.test(typed.trim()) ? Number(typed) : Number.NaN)
  const numbers = Object.fromEntries(NUMBERS.map((name) => [name, whole(draft[name])]))
  const terms = cohortTermsSchema.safeParse({ ...numbers, enabled: draft.enabled })
  return terms.success ? terms.data : null
}

/** Opens the cohorts of a weekly board as they are now. */
export function CohortsDialog({ board, onClose }: { board: string; onClose: () => void }) {
  const { data, isPending } = useGetManyReference<CohortTermsRecord>('cohort-terms', {
    target: 'board',
    id: board,
    pagination: { page: 1, perPage: 50 },
    sort: { field: 'id', order: 'DESC' },
    filter: {},
  })
  if (isPending) return null
  return <CohortsForm board={board} seen={data?.[0] ?? null} onClose={onClose} />
}

interface FormProps {
  readonly board: string
  /** Null: the board has no cohorts yet. */
  readonly seen: CohortTermsRecord | null
  readonly onClose: () => void
}

function CohortsForm({ board, seen, onClose }: FormProps) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { writeCohorts } = useAdminActions()
  const [draft, setDraft] = useState<Draft>(draftOf(seen?.terms ?? FIRST))
  const terms = termsOf(draft)
  const save = async (reason: string) => {
    if (terms === null) return
    await writeCohorts(board, { seenVersion: seen?.id ?? 0, terms, reason })
    notify(words('boards.saved'), { type: 'success' })
    refresh()
  }
  return (
    <ReasonDialog
      title={words('boards.cohortsTitle', { id: board })}
      body={words('boards.cohortsBody')}
      confirmLabel={words('boards.save')}
      testId="cohorts-confirm"
      ready={terms !== null}
      onConfirm={save}
      onClose={onClose}
    >
      <FormControlLabel
        control={
          <Checkbox
            checked={draft.enabled}
            onChange={(event) => setDraft({ ...draft, enabled: event.target.checked })}
          />
        }
        label={words('boards.cohortTerms.enabled')}
      />
      {NUMBERS.map((name) => (
        <TextField
          key={name}
          label={words(`boards.cohortTerms.${name}`)}
          value={draft[name]}
          onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
          slotProps={{ htmlInput: { 'data-testid': `cohorts-${name}`, maxLength: 8 } }}
        />
      ))}
      <Preview board={board} terms={terms} />
    </ReasonDialog>
  )
}

/** What the terms would mean; asked for by hand, and gone when they change. */
function Preview({ board, terms }: { board: string; terms: CohortTerms | null }) {
  const words = useWords()
  const format = useFormat()
  const failureWords = useFailureWords()
  const { previewCohorts } = useAdminActions()
  const [shown, setShown] = useState<{ readonly of: string; readonly words: string } | null>(null)
  const of = JSON.stringify(terms)
  const ask = async () => {
    if (terms === null) return
    try {
      const { fromSeason, players, cohorts, coinsAtMost } = await previewCohorts(board, terms)
      const told = {
        time: format.dateTime(fromSeason),
        players: format.amount(players),
        cohorts: format.amount(cohorts),
        coins: format.amount(coinsAtMost),
      }
      setShown({ of, words: words('boards.cohortsPreviewed', told) })
    } catch (error) {
      setShown({ of, words: failureWords(error) })
    }
  }
  return (
    <>
      {terms === null ? <Alert severity="warning">{words('boards.cohortsWrong')}</Alert> : null}
      {shown?.of === of ? (
        <Alert severity="info" data-testid="cohorts-previewed">
          {shown.words}
        </Alert>
      ) : null}
      <Button type="button" disabled={terms === null} onClick={() => void ask()} data-testid="cohorts-preview">
        {words('boards.preview')}
      </Button>
    </>
  )
}
