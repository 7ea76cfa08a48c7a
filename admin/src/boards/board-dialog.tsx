import { BOARD_PERIODS, type BoardTerms } from '@casino-club/shared'
import { Alert, Button, Checkbox, FormControlLabel, TextField } from '@mui/material'
import { useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useFormat } from '../format/use-format.ts'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import type { BoardRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { type BoardDraft, draftOf, EMPTY_BOARD, periodOf, termsOf } from './board-draft.ts'

/** Makes a board (`seen` is null), or says where one stands and whether it is shown, with a preview before it. */
export function BoardDialog({ seen, onClose }: { seen: BoardRecord | null; onClose: () => void }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { writeBoard } = useAdminActions()
  const [draft, setDraft] = useState<BoardDraft>(seen ? draftOf(seen) : EMPTY_BOARD)
  const terms = termsOf(draft)
  const save = async (reason: string) => {
    if (terms === null) return
    await writeBoard(draft.id, { seenRevision: seen?.revision ?? 0, terms, reason })
    notify(words('boards.saved'), { type: 'success' })
    refresh()
  }
  return (
    <ReasonDialog
      title={seen ? words('boards.editTitle', { id: seen.id }) : words('boards.newTitle')}
      body={words('boards.editBody')}
      confirmLabel={words('boards.save')}
      testId="board-confirm"
      ready={terms !== null}
      onConfirm={save}
      onClose={onClose}
    >
      <BoardInputs draft={draft} asNew={seen === null} onEdit={(change) => setDraft({ ...draft, ...change })} />
      <Preview id={draft.id} terms={terms} />
    </ReasonDialog>
  )
}

interface InputsProps {
  readonly draft: BoardDraft
  readonly asNew: boolean
  readonly onEdit: (change: Partial<BoardDraft>) => void
}

function BoardInputs({ draft, asNew, onEdit }: InputsProps) {
  const words = useWords()
  const text = (field: 'id' | 'games' | 'position') => (
    <TextField
      label={words(`boards.inputs.${field}`)}
      value={draft[field]}
      disabled={field !== 'position' && !asNew}
      onChange={(event) => onEdit({ [field]: event.target.value })}
      slotProps={{ htmlInput: { 'data-testid': `board-${field}`, maxLength: 100 } }}
    />
  )
  return (
    <>
      {text('id')}
      <TextField
        select
        label={words('boards.inputs.period')}
        value={draft.period}
        disabled={!asNew}
        onChange={(event) => onEdit({ period: periodOf(event.target.value) ?? draft.period })}
        slotProps={{ select: { native: true }, htmlInput: { 'data-testid': 'board-period' } }}
      >
        {BOARD_PERIODS.map((period) => (
          <option key={period} value={period}>
            {words(`boards.periods.${period}`)}
          </option>
        ))}
      </TextField>
      {text('games')}
      {text('position')}
      <FormControlLabel
        control={<Checkbox checked={draft.enabled} onChange={(event) => onEdit({ enabled: event.target.checked })} />}
        label={words('boards.inputs.enabled')}
      />
    </>
  )
}

/** What it would mean; asked for by hand, and gone when it changes. */
function Preview({ id, terms }: { id: string; terms: BoardTerms | null }) {
  const words = useWords()
  const format = useFormat()
  const failureWords = useFailureWords()
  const { previewBoard } = useAdminActions()
  const [shown, setShown] = useState<{ readonly of: string; readonly words: string } | null>(null)
  const of = JSON.stringify([id, terms])
  const ask = async () => {
    if (terms === null) return
    try {
      const { isNew, refused, players, startsAt } = await previewBoard(id, terms)
      const told = { players: format.amount(players), time: format.dateTime(startsAt) }
      const kept = terms.enabled ? 'boards.willShow' : 'boards.willHide'
      setShown({ of, words: words(refused ? 'boards.isFixed' : isNew ? 'boards.willCount' : kept, told) })
    } catch (error) {
      setShown({ of, words: failureWords(error) })
    }
  }
  return (
    <>
      {terms === null ? <Alert severity="warning">{words('boards.wrong')}</Alert> : null}
      {shown?.of === of ? (
        <Alert severity="info" data-testid="board-previewed">
          {shown.words}
        </Alert>
      ) : null}
      <Button type="button" disabled={terms === null} onClick={() => void ask()} data-testid="board-preview">
        {words('boards.preview')}
      </Button>
    </>
  )
}
