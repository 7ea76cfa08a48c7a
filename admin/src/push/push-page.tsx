import { Alert, Stack } from '@mui/material'
import { useCallback, useState } from 'react'
import { Authenticated, Title, useCanAccess } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { useReport } from '../reports/use-report.ts'
import { PushCleanup } from './push-cleanup.tsx'
import { PushOrigins } from './push-origins.tsx'
import { PushOverview } from './push-overview.tsx'
import { PushRuns } from './push-runs.tsx'

/** Web push: who is reached, how the push services are doing, and what is cleaned up. */
export function PushPage() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'push' })
  return (
    <Authenticated>
      <Title title={words('push.title')} />
      {canAccess ? <Push /> : null}
    </Authenticated>
  )
}

function Push() {
  const { pushDashboard, pushOrigins, pushSettings, pushRuns } = useAdminActions()
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  const read = useCallback(async () => {
    const [dashboard, origins, settings, runs] = await Promise.all([
      pushDashboard(),
      pushOrigins(),
      pushSettings(),
      pushRuns(),
    ])
    return { dashboard, origins, settings, runs }
  }, [pushDashboard, pushOrigins, pushSettings, pushRuns, round])
  const { report, failure } = useReport(read)
  const again = () => setRound((count) => count + 1)
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      {failure ? <Alert severity="error">{failure}</Alert> : null}
      {report ? (
        <>
          <PushOverview dashboard={report.dashboard} />
          <PushOrigins origins={report.origins} onChanged={again} />
          <PushCleanup key={report.settings.revision} seen={report.settings} onChanged={again} />
          <PushRuns runs={report.runs} />
        </>
      ) : null}
    </Stack>
  )
}
