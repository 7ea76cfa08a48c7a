import { type AdminSegment, isTargetable } from '@casino-club/shared'
import { Button, Chip, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { DataTable, FunctionField, List, useLocaleState, useStore } from 'react-admin'
import { AmountField } from '../format/fields.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { TableRows } from '../layout/table-rows.tsx'
import { ModelPanel } from './model-panel.tsx'
import { PlayerPanel } from './player-panel.tsx'
import { RulesPanel } from './rules-panel.tsx'

const COUNTS = ['players', 'overridden', 'entered', 'left'] as const

/** All segments, the rules that decide on them, and why one player is where he is. */
export function SegmentList() {
  const words = useWords()
  const format = useFormat()
  const [locale] = useLocaleState()
  const [round, setRound] = useState(0)
  const changed = () => setRound((count) => count + 1)
  return (
    <Stack spacing={2} sx={{ pb: 2, minWidth: 0 }}>
      <Typography variant="body2" color="text.secondary" sx={{ pt: 2 }}>
        {words('segments.lead')}
      </Typography>
      <List
        key={round}
        perPage={100}
        pagination={false}
        exporter={false}
        empty={false}
        actions={false}
        disableSyncWithLocation
      >
        <DataTable body={TableRows} bulkActionButtons={false} rowClick={false}>
          <DataTable.Col source="id" disableSort />
          <DataTable.Col source="name" disableSort>
            <FunctionField<AdminSegment> render={({ name }) => (locale === 'ko' ? name.ko : name.en)} />
          </DataTable.Col>
          {COUNTS.map((source) => (
            <DataTable.Col key={source} source={source} align="right" disableSort>
              <AmountField source={source} />
            </DataTable.Col>
          ))}
          <DataTable.Col source="share" align="right" disableSort>
            <FunctionField<AdminSegment> render={({ share }) => (share === null ? '–' : format.percent(share))} />
          </DataTable.Col>
          <DataTable.Col source="targetable" disableSort>
            <FunctionField<AdminSegment>
              render={({ dimension }) =>
                isTargetable(dimension) ? null : <Chip size="small" label={words('segments.protects')} />
              }
            />
          </DataTable.Col>
        </DataTable>
      </List>
      <RulesPanel onChanged={changed} />
      <ModelPanel />
      <PlayerFinder onChanged={changed} />
    </Stack>
  )
}

function PlayerFinder({ onChanged }: { readonly onChanged: () => void }) {
  const words = useWords()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useStore<number | null>('segments.player', null)
  const isId = /^[1-9]\d{0,15}$/.test(typed)
  return (
    <>
      <Stack
        component="form"
        direction="row"
        spacing={1}
        onSubmit={(event) => {
          event.preventDefault()
          if (isId) setChosen(Number(typed))
        }}
      >
        <TextField
          size="small"
          label={words('segments.playerId')}
          value={typed}
          onChange={(event) => setTyped(event.target.value.trim())}
          slotProps={{ htmlInput: { 'data-testid': 'segment-player', inputMode: 'numeric' } }}
        />
        <Button type="submit" disabled={!isId} data-testid="segment-why">
          {words('segments.why')}
        </Button>
      </Stack>
      {chosen === null ? null : <PlayerPanel key={chosen} id={chosen} onChanged={onChanged} />}
    </>
  )
}
