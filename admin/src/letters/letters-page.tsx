import { Alert, Button, Paper, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { Authenticated, Title, useCanAccess, useGetOne } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import type { TemplateRecord } from '../providers/letter-actions.ts'
import { LetterInputs } from './letter-inputs.tsx'
import { type LetterDraft, readOrder } from './letter-order.ts'
import { SendButton } from './send-button.tsx'
import { useCounting } from './use-counting.ts'

const EMPTY: LetterDraft = { template: '', target: 'users', users: '', rank: 'STANDARD', values: {} }

/** Letters that are written by hand: counted first, then sent with a reason. */
export function LettersPage() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'trigger', resource: 'email' })
  return (
    <Authenticated>
      <Title title={words('letters.title')} />
      {canAccess ? <Letters /> : null}
    </Authenticated>
  )
}

function Letters() {
  const words = useWords()
  const [draft, setDraft] = useState<LetterDraft>(EMPTY)
  const { data } = useGetOne<TemplateRecord>('templates', { id: draft.template }, { enabled: draft.template !== '' })
  const variables = data?.live?.variables
  const order = readOrder(draft, variables)
  const { counted, failure, counting, count, forget } = useCounting()
  const edit = (change: Partial<LetterDraft>) => {
    forget()
    setDraft((before) => ({ ...before, ...change }))
  }
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0, maxWidth: 720 }}>
      <Typography variant="body2" color="text.secondary">
        {words('letters.lead')}
      </Typography>
      {failure ? <RefusalAlert failure={failure} testId="letter-refusal" /> : null}
      <Paper sx={{ p: 2.5 }}>
        <LetterInputs draft={draft} variables={variables ?? []} onEdit={edit} />
      </Paper>
      {counted ? (
        <Alert severity="info" data-testid="letter-counted">
          {words('letters.counted', { sent: counted.reply.sent, targeted: counted.reply.targeted })}
        </Alert>
      ) : null}
      <Stack direction="row" spacing={2}>
        <Button
          variant="outlined"
          disabled={order === undefined}
          loading={counting}
          onClick={() => order && void count(order)}
          data-testid="letter-count"
        >
          {words('letters.count')}
        </Button>
        <SendButton
          counted={counted}
          onSent={() => {
            forget()
            setDraft(EMPTY)
          }}
        />
      </Stack>
    </Stack>
  )
}
