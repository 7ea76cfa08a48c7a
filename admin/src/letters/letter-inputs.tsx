import { type AdminTemplate, RANKS, type Rank, type TemplateBody } from '@casino-club/shared'
import { Stack, TextField } from '@mui/material'
import { useGetList } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import type { LetterDraft, LetterTarget } from './letter-order.ts'

interface InputsProps {
  readonly draft: LetterDraft
  /** What the chosen template asks for. */
  readonly variables: TemplateBody['variables']
  readonly onEdit: (change: Partial<LetterDraft>) => void
}

const TARGETS: readonly LetterTarget[] = ['users', 'rank', 'all']
/** All of them: there are no more than a few dozen. */
const EVERYTHING = { pagination: { page: 1, perPage: 1_000 } }

/** Which letter, to whom, and what it says. */
export function LetterInputs({ draft, variables, onEdit }: InputsProps) {
  const words = useWords()
  const { data: templates = [] } = useGetList<AdminTemplate>('templates', EVERYTHING)
  const letters = templates.filter(({ channels }) => channels.includes('email'))
  return (
    <Stack spacing={2}>
      <Choice
        testId="letter-template"
        label={words('letters.template')}
        value={draft.template}
        choices={['', ...letters.map(({ id }) => id)].map((id) => ({ id, name: id }))}
        onChange={(template) => onEdit({ template, values: {} })}
      />
      <Choice
        testId="letter-target"
        label={words('letters.to')}
        value={draft.target}
        choices={TARGETS.map((id) => ({ id, name: words(`letters.targets.${id}`) }))}
        onChange={(target) => onEdit({ target: target as LetterTarget })}
      />
      {draft.target === 'users' ? (
        <TextField
          label={words('letters.users')}
          helperText={words('letters.usersHelp')}
          value={draft.users}
          onChange={(event) => onEdit({ users: event.target.value })}
          multiline
          maxRows={6}
          slotProps={{ htmlInput: { 'data-testid': 'letter-users' } }}
        />
      ) : null}
      {draft.target === 'rank' ? (
        <Choice
          testId="letter-rank"
          label={words('letters.rank')}
          value={draft.rank}
          choices={RANKS.map((id) => ({ id, name: id }))}
          onChange={(rank) => onEdit({ rank: rank as Rank })}
        />
      ) : null}
      {variables.map(({ name, sample }) => (
        <TextField
          key={name}
          label={name}
          placeholder={sample}
          value={draft.values[name] ?? ''}
          onChange={(event) => onEdit({ values: { ...draft.values, [name]: event.target.value } })}
          multiline
          slotProps={{ htmlInput: { maxLength: 500, 'data-testid': `letter-value-${name}` } }}
        />
      ))}
    </Stack>
  )
}

interface ChoiceProps {
  readonly testId: string
  readonly label: string
  readonly value: string
  readonly choices: readonly { readonly id: string; readonly name: string }[]
  readonly onChange: (id: string) => void
}

/** One of some, as the browser itself shows it. */
function Choice({ testId, label, value, choices, onChange }: ChoiceProps) {
  return (
    <TextField
      select
      label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{
        select: { native: true },
        inputLabel: { shrink: true },
        htmlInput: { 'data-testid': testId },
      }}
    >
      {choices.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </TextField>
  )
}
