import { type Audience, CAMPAIGN_FOUR_EYES_ABOVE, type CampaignCount } from '@casino-club/shared'
import { Alert } from '@mui/material'
import { useEffect, useState } from 'react'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'

/** Long enough that nobody is asked amid typing. */
const CALM_MS = 400

type Counted =
  | { readonly of: string; readonly count: CampaignCount }
  | { readonly of: string; readonly failure: unknown }

/** How many players fit an audience now; counted anew with every change of it. */
export function LiveCount({ audience }: { audience: Audience | null }) {
  const words = useWords()
  const format = useFormat()
  const { countAudience } = useAdminActions()
  const [counted, setCounted] = useState<Counted | null>(null)
  const asked = audience === null ? '' : JSON.stringify(audience)
  useEffect(() => {
    if (asked === '') return
    let over = false
    const tell = (result: Counted) => {
      if (!over) setCounted(result)
    }
    const timer = setTimeout(() => {
      countAudience(JSON.parse(asked) as Audience).then(
        (count) => tell({ of: asked, count }),
        (failure: unknown) => tell({ of: asked, failure }),
      )
    }, CALM_MS)
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [asked, countAudience])
  if (asked === '') return <Alert severity="info">{words('campaigns.countWaits')}</Alert>
  if (counted?.of !== asked) return <Alert severity="info">{words('campaigns.counting')}</Alert>
  if ('failure' in counted) return <RefusalAlert failure={counted.failure} testId="campaign-count-failed" />
  const { players, push, email, consenting } = counted.count
  const shown = { push, email, consenting, players }
  const said = words(
    'campaigns.count',
    Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, format.amount(value)])),
  )
  const many = players > CAMPAIGN_FOUR_EYES_ABOVE
  return (
    <Alert severity={players === 0 || many ? 'warning' : 'success'} role="status" data-testid="campaign-count">
      {many ? `${said} ${words('campaigns.fourEyes')}` : said}
    </Alert>
  )
}
