import type { Game, GameAnalysis } from '@casino-club/shared'
import { Stack } from '@mui/material'
import { type ComponentType, useMemo } from 'react'
import { toForm } from '../editor/table-form.ts'
import { GachaFields } from './gacha-fields.tsx'
import { CrashFields, LotteryFields, MatchFields } from './round-fields.tsx'
import { DiceFields, RouletteFields, RpsFields } from './simple-fields.tsx'
import { SlotFields } from './slot-fields.tsx'
import { type TableFields, TableFieldsContext } from './table-fields.ts'

const FIELDS = {
  slot: SlotFields,
  gacha: GachaFields,
  roulette: RouletteFields,
  rps: RpsFields,
  dice: DiceFields,
  crash: CrashFields,
  match: MatchFields,
  lottery: LotteryFields,
} satisfies Record<Game, ComponentType>

/** The fields of a game's table, each game's its own. */
export function GameFields({ game, fields }: { game: Game; fields: TableFields }) {
  const Fields = FIELDS[game]
  return (
    <TableFieldsContext value={fields}>
      <Stack spacing={2}>
        <Fields />
      </Stack>
    </TableFieldsContext>
  )
}

const NO_PROBLEMS: ReadonlyMap<string, string> = new Map()

/** A table to be read. */
export function TableReading({ game, table, analysis }: { game: Game; table: unknown; analysis: GameAnalysis }) {
  const form = useMemo(() => toForm(table), [table])
  return <GameFields game={game} fields={{ form, analysis, problems: NO_PROBLEMS, editing: null }} />
}
