import { Alert } from '@mui/material'
import { useCallback, useState } from 'react'
import { useRecordContext } from 'react-admin'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { useReport } from '../reports/use-report.ts'
import { VipPlayer } from './vip-player.tsx'

/** A player's tier on his own page, also of one who never had any. */
export function VipTab() {
  const player = useRecordContext()
  const { readTiers } = useAdminActions()
  const [round, setRound] = useState(0)
  const read = useCallback(() => readTiers(), [readTiers])
  const { report, failure } = useReport(read)
  if (failure) return <Alert severity="error">{failure}</Alert>
  if (!report || !player) return null
  const again = () => setRound((count) => count + 1)
  return <VipPlayer id={Number(player.id)} tiers={report.live?.terms.tiers ?? []} round={round} onChanged={again} />
}
