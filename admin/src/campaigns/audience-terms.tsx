import type { Audience, CampaignFilter } from '@casino-club/shared'
import { Box } from '@mui/material'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'

/** Of named players so many are shown; the rest are counted. */
const MOST_IDS = 20

/** Whom a campaign is for, condition by condition, so that a second admin sees what he approves. */
export function AudienceTerms({ audience }: { readonly audience: Audience }) {
  const words = useWords()
  const conditions = useConditions(audience)
  return (
    <Box data-testid="campaign-audience-terms">
      {words(`campaigns.kinds.${audience.kind}`)}
      {conditions.length > 0 ? (
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {conditions.map((condition) => (
            <li key={condition}>{condition}</li>
          ))}
        </Box>
      ) : null}
    </Box>
  )
}

function useConditions(audience: Audience): readonly string[] {
  const words = useWords()
  const format = useFormat()
  const ofFilter = useFilterConditions()
  switch (audience.kind) {
    case 'all':
      return []
    case 'rank':
      return [audience.ranks.join(', ')]
    case 'segments':
      return [audience.segments.join(', ')]
    case 'filter':
      return ofFilter(audience.filter)
    case 'players': {
      const { userIds } = audience
      const ids = userIds.slice(0, MOST_IDS).join(', ')
      if (userIds.length <= MOST_IDS) return [ids]
      return [words('campaigns.idsAndMore', { ids, more: format.amount(userIds.length - MOST_IDS) })]
    }
  }
}

function useFilterConditions(): (filter: CampaignFilter) => readonly string[] {
  const words = useWords()
  const format = useFormat()
  const range = (name: string, { least, most }: { least: number; most: number }) =>
    `${name}: ${format.amount(least)}–${format.amount(most)}`
  return (filter) => {
    const { languages, seenWithinDays, notSeenWithinDays, registeredFrom, registeredUntil } = filter
    const { hasPush, vipTiers, vipLevel, passLevel } = filter
    const days = (name: 'seenWithinDays' | 'notSeenWithinDays', count: number) =>
      `${words(`campaigns.${name}`)}: ${format.amount(count)}`
    const conditions: (string | undefined)[] = [
      languages &&
        `${words('campaigns.language')}: ${languages.map((each) => words(`campaigns.languages.${each}`)).join(', ')}`,
      seenWithinDays && days('seenWithinDays', seenWithinDays),
      notSeenWithinDays && days('notSeenWithinDays', notSeenWithinDays),
      registeredFrom && `${words('campaigns.registeredFrom')}: ${format.dateTime(registeredFrom)}`,
      registeredUntil && `${words('campaigns.registeredUntil')}: ${format.dateTime(registeredUntil)}`,
      hasPush === undefined
        ? undefined
        : `${words('campaigns.hasPush')}: ${words(hasPush ? 'campaigns.yes' : 'campaigns.no')}`,
      vipTiers && `${words('campaigns.vipTiers')}: ${vipTiers.join(', ')}`,
      vipLevel && range(words('campaigns.vipLevel'), vipLevel),
      passLevel && range(words('campaigns.passLevel'), passLevel),
    ].map((condition) => condition || undefined)
    return conditions.filter((condition) => condition !== undefined)
  }
}
