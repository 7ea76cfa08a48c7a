import { Alert, Stack } from '@mui/material'
import { useCallback, useState } from 'react'
import { Authenticated, Title, useCanAccess } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { useReport } from '../reports/use-report.ts'
import { TermsEditor } from './terms-editor.tsx'
import { TermsVersions } from './terms-versions.tsx'

/** What streaks are held to: the terms in force, their draft, and all that were. */
export function StreaksPage() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'streaks' })
  return (
    <Authenticated>
      <Title title={words('streaks.title')} />
      {canAccess ? <Terms /> : null}
    </Authenticated>
  )
}

function Terms() {
  const { readStreakTerms } = useAdminActions()
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  const read = useCallback(() => readStreakTerms(), [readStreakTerms, round])
  const { report, failure } = useReport(read)
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      {failure ? <Alert severity="error">{failure}</Alert> : null}
      {report ? (
        <>
          <TermsEditor key={report.revision} seen={report} onChanged={() => setRound((count) => count + 1)} />
          <TermsVersions seen={report} />
        </>
      ) : null}
    </Stack>
  )
}
