import { FACTS, type RuleSet, type SegmentDryRunReply, type SegmentRulesReply } from '@casino-club/shared'
import { Alert, Button, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useCallback, useState } from 'react'
import { useCanAccess, useNotify } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useFormat } from '../format/use-format.ts'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { useReport } from '../reports/use-report.ts'
import { type RuleDraft, type RulesDraft, rulesDraftOf, rulesOf } from './rules-draft.ts'

const MOST_RULES = 20
const NEW = ''

/** The rules of each dimension, and a new one. */
export function RulesPanel({ onChanged }: { readonly onChanged: () => void }) {
  const words = useWords()
  const { readSegmentRules } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'segments' })
  const [round, setRound] = useState(0)
  const [chosen, setChosen] = useState('lifecycle')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  const read = useCallback(() => readSegmentRules(), [readSegmentRules, round])
  const { report, failure } = useReport(read)
  const seen = report?.find(({ id }) => id === chosen) ?? null
  const changed = (dimension: string) => {
    setChosen(dimension)
    setRound((count) => count + 1)
    onChanged()
  }
  return (
    <Panel title={words('segments.rules')}>
      {failure ? <Alert severity="error">{failure}</Alert> : null}
      {report ? (
        <Stack spacing={2}>
          <TextField
            select
            size="small"
            label={words('segments.dimension')}
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
            sx={{ maxWidth: 260 }}
            slotProps={{ htmlInput: { 'data-testid': 'segment-dimension' } }}
          >
            {report.map(({ id }) => (
              <MenuItem key={id} value={id}>
                {id}
              </MenuItem>
            ))}
            {canAccess ? <MenuItem value={NEW}>{words('segments.newDimension')}</MenuItem> : null}
          </TextField>
          <RulesEditor
            key={`${chosen} ${seen?.revision ?? 0}`}
            seen={seen}
            mayEdit={canAccess ?? false}
            onChanged={changed}
          />
          {seen ? <Versions seen={seen} /> : null}
        </Stack>
      ) : null}
    </Panel>
  )
}

function Versions({ seen: { versions, live, next, nextOn } }: { readonly seen: SegmentRulesReply }) {
  const words = useWords()
  return (
    <ul data-testid="segment-versions">
      {versions.map(({ version, status, changedBy, approvedBy, effectiveOn, reason }) => (
        <li key={version}>
          {words(status === 'draft' ? 'segments.drafted' : 'segments.approved', {
            ...{ version, day: effectiveOn ?? '', reason: reason ?? '–' },
            by: (status === 'draft' ? changedBy : approvedBy) ?? words('segments.theClub'),
          })}
          {live?.version === version ? ` · ${words('segments.inForce')}` : ''}
          {next?.version === version ? ` · ${words('segments.comesNext', { day: nextOn })}` : ''}
        </li>
      ))}
    </ul>
  )
}

interface RulesEditorProps {
  readonly seen: SegmentRulesReply | null
  readonly mayEdit: boolean
  readonly onChanged: (dimension: string) => void
}

function RulesEditor({ seen, mayEdit, onChanged }: RulesEditorProps) {
  const words = useWords()
  const [draft, setDraft] = useState<RulesDraft>(() => rulesDraftOf(seen))
  const [id, setId] = useState('')
  const rules = rulesOf(draft)
  const edit = (index: number, change: Partial<RuleDraft>) =>
    setDraft({ ...draft, rules: draft.rules.map((rule, at) => (at === index ? { ...rule, ...change } : rule)) })
  const without = (index: number) => setDraft({ ...draft, rules: draft.rules.filter((_, at) => at !== index) })
  return (
    <Stack spacing={2}>
      {seen ? null : (
        <TextField
          size="small"
          label={words('segments.dimension')}
          helperText={words('segments.dimensionHelp')}
          value={id}
          onChange={(event) => setId(event.target.value)}
          slotProps={{ htmlInput: { 'data-testid': 'segment-new-dimension' } }}
        />
      )}
      <Typography variant="body2" color="text.secondary">
        {words('segments.rulesLead', { facts: Object.keys(FACTS).join(', ') })}
      </Typography>
      {draft.rules.map((rule, index) => (
        <RuleInputs
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is known by its place while it is typed
          key={index}
          rule={rule}
          index={index}
          onEdit={(change) => edit(index, change)}
          onRemove={draft.rules.length > 1 ? () => without(index) : null}
        />
      ))}
      <RuleInputs
        rule={draft.otherwise}
        index={draft.rules.length}
        onEdit={({ when: _, ...change }) => setDraft({ ...draft, otherwise: { ...draft.otherwise, ...change } })}
        onRemove={null}
      />
      <Button
        disabled={draft.rules.length >= MOST_RULES}
        onClick={() => setDraft({ ...draft, rules: [...draft.rules, { segment: '', en: '', ko: '', when: '' }] })}
        sx={{ alignSelf: 'start' }}
      >
        {words('segments.addRule')}
      </Button>
      {rules === null ? <Alert severity="warning">{words('segments.wrong')}</Alert> : null}
      {mayEdit ? <Doings dimension={seen?.id ?? id} seen={seen} rules={rules} onChanged={onChanged} /> : null}
    </Stack>
  )
}

interface RuleInputsProps {
  readonly rule: Omit<RuleDraft, 'when'> & { readonly when?: string }
  readonly index: number
  readonly onEdit: (change: Partial<RuleDraft>) => void
  readonly onRemove: (() => void) | null
}

function RuleInputs({ rule, index, onEdit, onRemove }: RuleInputsProps) {
  const words = useWords()
  const field = (name: 'segment' | 'en' | 'ko' | 'when', grow: number) => (
    <TextField
      size="small"
      label={words(`segments.fields.${name}`)}
      value={rule[name] ?? ''}
      onChange={(event) => onEdit({ [name]: event.target.value })}
      sx={{ flex: `${grow} 1 120px` }}
      slotProps={{ htmlInput: { 'data-testid': `rule-${index}-${name}`, spellCheck: false } }}
    />
  )
  return (
    <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
      {field('segment', 1)}
      {field('en', 1)}
      {field('ko', 1)}
      {rule.when === undefined ? (
        <Typography variant="body2" sx={{ flex: '4 1 120px', alignSelf: 'center' }}>
          {words('segments.everybodyElse')}
        </Typography>
      ) : (
        field('when', 4)
      )}
      {onRemove ? <Button onClick={onRemove}>{words('segments.removeRule')}</Button> : null}
    </Stack>
  )
}

interface DoingsProps extends Pick<RulesEditorProps, 'seen' | 'onChanged'> {
  readonly dimension: string
  readonly rules: RuleSet | null
}

function Doings({ dimension, seen, rules, onChanged }: DoingsProps) {
  const words = useWords()
  const notify = useNotify()
  const failureWords = useFailureWords()
  const { draftSegmentRules, approveSegmentRules, trySegmentRules } = useAdminActions()
  const { canAccess: mayApprove } = useCanAccess({ action: 'approve', resource: 'segments' })
  const [tried, setTried] = useState<{ readonly of: string; readonly reply: SegmentDryRunReply } | null>(null)
  const [approving, setApproving] = useState(false)
  const [day, setDay] = useState(() => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10))
  const failed = (error: unknown) => notify(failureWords(error), { type: 'error' })
  // What was tried says nothing of what is edited since.
  const shown = JSON.stringify([dimension, rules])
  const tryOut = () => {
    if (rules) trySegmentRules(dimension, rules).then((reply) => setTried({ of: shown, reply }), failed)
  }
  const isReady = rules !== null && /^[a-z][a-z0-9-]{1,31}$/.test(dimension)
  const keep = () => {
    if (rules) draftSegmentRules(dimension, seen?.revision ?? 0, rules).then(() => onChanged(dimension), failed)
  }
  return (
    <>
      {tried?.of === shown ? <Tried tried={tried.reply} /> : null}
      <Stack direction="row" spacing={1}>
        <Button disabled={!isReady} onClick={tryOut} data-testid="segment-try">
          {words('segments.try')}
        </Button>
        <Button disabled={!isReady} onClick={keep} data-testid="segment-keep">
          {words('segments.keep')}
        </Button>
        {mayApprove ? (
          <Button disabled={!seen?.draft} onClick={() => setApproving(true)} data-testid="segment-approve-open">
            {words('segments.approve')}
          </Button>
        ) : null}
      </Stack>
      {approving && seen ? (
        <ReasonDialog
          title={words('segments.approveTitle', { dimension })}
          body={words('segments.approveBody')}
          confirmLabel={words('segments.approve')}
          testId="segment-approve"
          onConfirm={async (reason) => {
            await approveSegmentRules(dimension, { seenRevision: seen.revision, effectiveOn: day, reason })
            onChanged(dimension)
          }}
          onClose={() => setApproving(false)}
        >
          <TextField
            type="date"
            label={words('segments.effectiveOn')}
            value={day}
            onChange={(event) => setDay(event.target.value)}
            slotProps={{ inputLabel: { shrink: true }, htmlInput: { 'data-testid': 'segment-approve-day' } }}
          />
        </ReasonDialog>
      ) : null}
    </>
  )
}

/** Who would move by what was tried, and what looks wrong with it. */
function Tried({ tried: { asOf, players, moves, segments, warnings } }: { readonly tried: SegmentDryRunReply }) {
  const words = useWords()
  const format = useFormat()
  return (
    <Alert severity={warnings.length > 0 ? 'warning' : 'info'} data-testid="segment-tried">
      {warnings.map(({ code, segment }) => (
        <p key={`${code} ${segment}`}>{words(`segments.warnings.${code}`, { segment })}</p>
      ))}
      <p>{words('segments.looked', { players: format.amount(players), day: asOf ?? '–' })}</p>
      {segments.map(({ segment, gets }) => (
        <p key={segment}>
          {segment}: {format.amount(gets)}
        </p>
      ))}
      {moves.map((move) => (
        <p key={`${move.from} ${move.to}`}>
          {move.from ?? words('segments.none')} → {move.to}: {format.amount(move.players)}
        </p>
      ))}
    </Alert>
  )
}
