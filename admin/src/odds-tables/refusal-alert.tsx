import { Alert, Typography } from '@mui/material'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { RequestError } from '../providers/request-error.ts'

/** Why the server refused: in our words, and in its own, which name the number. */
export function RefusalAlert({ failure, testId }: { failure: unknown; testId: string }) {
  const failureWords = useFailureWords()
  const detail = failure instanceof RequestError ? failure.problem?.detail : undefined
  return (
    <Alert severity="error" data-testid={testId}>
      {failureWords(failure)}
      {detail ? (
        <Typography variant="body2" component="p">
          {detail}
        </Typography>
      ) : null}
    </Alert>
  )
}
