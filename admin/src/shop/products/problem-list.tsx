import type { ProductBody, ProductCheck } from '@casino-club/shared'
import { Alert, Button, Stack } from '@mui/material'
import { useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { RefusalAlert } from '../../odds-tables/refusal-alert.tsx'
import { useAdminActions } from '../../providers/use-admin-actions.ts'

type Answer = { readonly of: string; readonly problems: ProductCheck['problems'] }

/** Asks the server what would keep this from being published; the answer goes when anything is typed. */
export function ProblemList({ body }: { body: ProductBody | null }) {
  const words = useWords()
  const { checkProduct } = useAdminActions()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [checking, setChecking] = useState(false)
  const asked = JSON.stringify(body)
  const check = async () => {
    if (body === null) return
    setChecking(true)
    setFailure(null)
    try {
      setAnswer({ of: asked, ...(await checkProduct(body, null)) })
    } catch (error) {
      setFailure(error)
    } finally {
      setChecking(false)
    }
  }
  const current = answer?.of === asked ? answer.problems : null
  return (
    <Stack spacing={1}>
      <div>
        <Button disabled={body === null} loading={checking} onClick={() => void check()} data-testid="product-check">
          {words('shop.check')}
        </Button>
      </div>
      {failure ? <RefusalAlert failure={failure} testId="product-check-failed" /> : null}
      {current?.length === 0 ? <Alert data-testid="product-checked">{words('shop.checked')}</Alert> : null}
      {current?.map((problem) => (
        <Alert key={problem.words} severity="warning" data-testid="product-problem">
          {words(`shop.problems.${problem.code}`)} ({problem.words})
        </Alert>
      ))}
    </Stack>
  )
}
