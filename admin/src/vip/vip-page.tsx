import { Alert, Stack } from '@mui/material'
import { useCallback, useState } from 'react'
import { Authenticated, Title, useCanAccess } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { useReport } from '../reports/use-report.ts'
import { TiersEditor } from './tiers-editor.tsx'
import { VipPlayer } from './vip-player.tsx'
import { VipPlayers } from './vip-players.tsx'

/** The tiers, who has one, and how one player stands. */
export function VipPage() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'vip' })
  return (
    <Authenticated>
      <Title title={words('vip.title')} />
      {canAccess ? <Tiers /> : null}
    </Authenticated>
  )
}

function Tiers() {
  const { readTiers } = useAdminActions()
  const [round, setRound] = useState(0)
  const [chosen, setChosen] = useState<number | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  const read = useCallback(() => readTiers(), [readTiers, round])
  const { report, failure } = useReport(read)
  const again = () => setRound((count) => count + 1)
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      {failure ? <Alert severity="error">{failure}</Alert> : null}
      {report ? (
        <>
          <TiersEditor key={report.revision} seen={report} onChanged={again} />
          <VipPlayers seen={report} round={round} onChoose={setChosen} />
          {chosen === null ? null : (
            <VipPlayer id={chosen} tiers={report.live?.terms.tiers ?? []} round={round} onChanged={again} />
          )}
        </>
      ) : null}
    </Stack>
  )
}
