import type { AdminVipPlayer, AdminVipReply } from '@casino-club/shared'
import { Alert, Button, MenuItem, Table, TableBody, TableCell, TableHead, TableRow, TextField } from '@mui/material'
import { useCallback, useState } from 'react'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { useReport } from '../reports/use-report.ts'

interface VipPlayersProps {
  readonly seen: AdminVipReply
  /** Rises when something has changed. */
  readonly round: number
  readonly onChoose: (id: number) => void
}

/** Players by their tier, the highest first. */
export function VipPlayers({ seen, round, onChoose }: VipPlayersProps) {
  const words = useWords()
  const format = useFormat()
  const { tierPlayers } = useAdminActions()
  const [tier, setTier] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  const read = useCallback(() => tierPlayers(tier), [tierPlayers, tier, round])
  const { report, failure } = useReport(read)
  const countOf = (id: string) => seen.players.find((each) => each.tier === id)?.players ?? 0
  return (
    <Panel title={words('vip.players')}>
      <TextField
        select
        size="small"
        label={words('vip.tier')}
        value={tier}
        onChange={(event) => setTier(event.target.value)}
        sx={{ minWidth: 200, mb: 2 }}
      >
        <MenuItem value="">{words('vip.allTiers')}</MenuItem>
        {(seen.live?.terms.tiers ?? []).map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name.en} ({format.amount(countOf(id))})
          </MenuItem>
        ))}
      </TextField>
      {failure ? <Alert severity="error">{failure}</Alert> : null}
      {report?.length === 0 ? <p>{words('vip.nobody')}</p> : null}
      {report && report.length > 0 ? <PlayerRows players={report} onChoose={onChoose} /> : null}
    </Panel>
  )
}

function PlayerRows({ players, onChoose }: { players: readonly AdminVipPlayer[]; onChoose: (id: number) => void }) {
  const words = useWords()
  const format = useFormat()
  const time = (iso: string | null | undefined) => (iso ? format.dateTime(iso) : '–')
  return (
    <Table size="small" data-testid="vip-players">
      <TableHead>
        <TableRow>
          {(['player', 'tier', 'earned', 'keptUntil', 'lostFrom', 'setUntil'] as const).map((column) => (
            <TableCell key={column}>{words(`vip.columns.${column}`)}</TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {players.map(({ id, nickname, tier, earned, keptUntil, notice, manual }) => (
          <TableRow key={id}>
            <TableCell>
              <Button size="small" onClick={() => onChoose(id)} data-testid={`vip-player-${id}`}>
                {nickname}
              </Button>
            </TableCell>
            <TableCell>{tier ?? '–'}</TableCell>
            <TableCell>{earned ?? '–'}</TableCell>
            <TableCell>{time(keptUntil)}</TableCell>
            <TableCell>{time(notice?.from)}</TableCell>
            <TableCell>{time(manual?.until)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
